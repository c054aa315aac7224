// The digital media desk: how long the words are in each place, the picture before it is sent, keys.
import { lengthOf } from "./lengths";

let picture = "";

function field(form: HTMLFormElement, selector: string): string {
  return form.querySelector<HTMLTextAreaElement>(selector)?.value ?? "";
}

/** Count while somebody types: the preview of the server comes a moment later. */
function count(form: HTMLFormElement): void {
  for (const shown of document.querySelectorAll<HTMLElement>("[data-count]")) {
    const own = field(form, `[data-own="${shown.dataset.count}"]`);
    const length = lengthOf(own.trim() || field(form, "[data-text]"));
    const limit = Number(shown.dataset.limit);
    const written = (number: number) => number.toLocaleString(document.documentElement.lang);
    shown.textContent = `${written(length)} / ${written(limit)}`;
    shown.classList.toggle("is-over", length > limit);
  }
}

function showPicture(): void {
  for (const shown of document.querySelectorAll<HTMLImageElement>("[data-picture]")) {
    if (picture) shown.src = picture;
    if (picture) shown.hidden = false;
  }
}

document.addEventListener("input", (event) => {
  const form = (event.target as HTMLElement).closest<HTMLFormElement>("form[data-post]");
  if (form) count(form);
});

// What was typed before this script was there
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-post]")) count(form);

// Before htmx asks for the preview: it tells the server that there will be a picture
document.addEventListener(
  "change",
  (event) => {
    const input = event.target as HTMLInputElement;
    const form = input.closest<HTMLFormElement>("form[data-post]");
    if (!form || input.type !== "file") return;
    const [file] = input.files ?? [];
    if (picture) URL.revokeObjectURL(picture);
    picture = file ? URL.createObjectURL(file) : "";
    form.querySelector<HTMLInputElement>("[name=chosen]")!.value = file ? "1" : "";
  },
  true,
);

document.addEventListener("htmx:afterSwap", showPicture);

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  const form = target.closest<HTMLFormElement>("form[data-post]");
  if (form && event.ctrlKey && event.key === "Enter") {
    event.preventDefault();
    form.querySelector<HTMLButtonElement>("button[name=submit]")!.click();
  }
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (plain && event.key === "n" && !target.closest("input, textarea, select")) {
    document.querySelector<HTMLAnchorElement>("a[data-key=n]")?.click();
  }
});
