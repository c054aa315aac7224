// The photos of the application in the form: made small, seen at once, and taken away again.
import { shrink } from "../photos/shrink";

/** Draw what is chosen; `remove` is told which one its owner takes away. */
export function drawPhotos(form: HTMLFormElement, photos: Blob[], remove: (photo: Blob) => void): void {
  const template = form.querySelector<HTMLTemplateElement>("template[data-photo]")!;
  const items = photos.map((photo) => {
    const item = document.importNode(template.content, true);
    const picture = item.querySelector("img")!;
    const isPhoto = photo.type.startsWith("image/");
    picture.hidden = !isPhoto;
    item.querySelector<HTMLElement>(".photo-file")!.hidden = isPhoto;
    picture.onload = () => URL.revokeObjectURL(picture.src);
    if (isPhoto) picture.src = URL.createObjectURL(photo);
    item.querySelector("button")!.addEventListener("click", () => remove(photo));
    return item;
  });
  form.querySelector("#offline-photos")!.replaceChildren(...items);
}

/** Photos that are being made small just now: whoever sends or opens another waits for them. */
export class Shrinking {
  #left = 0;
  #last: Promise<void> = Promise.resolve();
  readonly #add: (photo: Blob) => void;
  readonly #shrink: (file: Blob) => Promise<Blob>;

  constructor(add: (photo: Blob) => void, small = shrink) {
    this.#add = add;
    this.#shrink = small;
  }

  get isBusy(): boolean {
    return this.#left > 0;
  }

  take(files: File[]): void {
    for (const file of files) {
      this.#left += 1;
      // One after the other: a cheap telephone has the memory for one
      this.#last = this.#last.then(async () => {
        this.#add(await this.#shrink(file));
        this.#left -= 1;
      });
    }
  }

  /** Wait until all are added, also those that are chosen meanwhile. */
  async done(): Promise<void> {
    while (this.isBusy) await this.#last;
  }
}

function input(form: HTMLFormElement): HTMLInputElement {
  return form.querySelector<HTMLInputElement>("input[type=file]")!;
}

/** Return what is chosen and not handed on yet. */
export function chosen(form: HTMLFormElement): File[] {
  const files = [...(input(form).files ?? [])];
  input(form).value = "";
  return files;
}

/** Hand on photos as they are chosen. */
export function onPhoto(form: HTMLFormElement, take: (files: File[]) => void): void {
  input(form).addEventListener("change", () => take(chosen(form)));
}
