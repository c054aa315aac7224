// The citizen's photo is seen at once and sent at once, with its progress; without this script it
// is sent by the button of the page.
import { progress } from "./progress";
import { shrink } from "./shrink";

interface Words {
  sending: string;
  failed: string;
}

/** Show what was chosen, before it is anywhere else. */
function preview(box: HTMLElement, file: File): void {
  const shown = box.querySelector<HTMLElement>("[data-preview]")!;
  const picture = shown.querySelector("img")!;
  picture.hidden = !file.type.startsWith("image/");
  picture.onload = () => URL.revokeObjectURL(picture.src);
  picture.onerror = () => {
    picture.hidden = true;
  };
  if (!picture.hidden) picture.src = URL.createObjectURL(file);
  shown.hidden = false;
}

function say(box: HTMLElement, words: string, part?: number): void {
  box.querySelector("[data-status]")!.textContent = progress(words, part, document.documentElement.lang);
  const bar = box.querySelector("progress")!;
  bar.hidden = part === undefined;
  if (part !== undefined) bar.value = part;
}

/** Send the form as its button would, with its photo made small; take over what the server made of it. */
async function send(form: HTMLFormElement, box: HTMLElement, file: File, words: Words): Promise<void> {
  const buttons = form.querySelectorAll<HTMLButtonElement>("button");
  buttons.forEach((button) => (button.disabled = true));
  say(box, words.sending, 0);
  const content = new FormData(form);
  content.set("go", "more");
  content.set("photo", await shrink(file), file.name);
  const request = new XMLHttpRequest();
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) say(box, words.sending, event.loaded / event.total);
  };
  request.onload = () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const answer = page.querySelector<HTMLFormElement>("form.question");
    if (answer && request.status < 500) form.replaceWith(document.importNode(answer, true));
    else fail();
  };
  request.onerror = fail;
  function fail(): void {
    buttons.forEach((button) => (button.disabled = false));
    say(box, words.failed);
  }
  request.open("POST", location.href);
  request.send(content);
}

function chosen(input: HTMLInputElement): void {
  const box = input.closest<HTMLElement>("[data-photos]");
  const file = input.files?.[0];
  if (!box || !input.form || !file) return;
  preview(box, file);
  void send(input.form, box, file, { sending: box.dataset.sending!, failed: box.dataset.failed! });
}

document.addEventListener("change", (event) => chosen(event.target as HTMLInputElement));
// On a slow line a photo is chosen before this script is there
document.querySelectorAll<HTMLInputElement>("[data-photos] input[type=file]").forEach(chosen);
