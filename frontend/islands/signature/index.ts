// A visitor signs on the screen: the lines become a picture in the form's own file field, and the form
// goes as it would with a scan. Without this script, or without a pen, paper is signed and scanned.
import { isSigned, place, type Point } from "./strokes";

const WIDTH = 1_200;
const HEIGHT = 400;
const INK = "#000";
const PAPER = "#fff";

function begin(form: HTMLFormElement): void {
  const canvas = form.querySelector<HTMLCanvasElement>("[data-canvas]")!;
  const file = form.querySelector<HTMLInputElement>("input[type=file]")!;
  const way = form.querySelector<HTMLInputElement>("input[name=way]")!;
  const said = form.querySelector<HTMLElement>("[data-said]")!;
  const pen = canvas.getContext("2d")!;
  let strokes: Point[][] = [];
  let drawn: number | null = null;

  function clear(): void {
    strokes = [];
    [canvas.width, canvas.height] = [WIDTH, HEIGHT];
    // A picture without a ground would come out black: it is kept as a JPEG
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    Object.assign(pen, { lineWidth: 5, lineCap: "round", lineJoin: "round", strokeStyle: INK });
    said.textContent = "";
  }

  function forget(): void {
    clear();
    if (way.value === "screen") file.value = "";
    way.value = "paper";
  }

  function at(event: PointerEvent): Point {
    return place(event.clientX, event.clientY, canvas.getBoundingClientRect(), canvas);
  }

  canvas.addEventListener("pointerdown", (event) => {
    // A second finger is the hand that rests on the screen
    if (drawn !== null || event.button !== 0) return;
    drawn = event.pointerId;
    canvas.setPointerCapture(drawn);
    strokes.push([at(event)]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawn) return;
    const stroke = strokes.at(-1)!;
    const [from, to] = [stroke.at(-1)!, at(event)];
    stroke.push(to);
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"] as const) {
    canvas.addEventListener(end, (event) => {
      if (event.pointerId !== drawn) return;
      drawn = null;
      if (isSigned(strokes)) keep();
    });
  }

  function keep(): void {
    canvas.toBlob((picture) => {
      // Cleared meanwhile
      if (!picture || !isSigned(strokes)) return;
      const files = new DataTransfer();
      files.items.add(new File([picture], "signature.png", { type: "image/png" }));
      file.files = files.files;
      way.value = "screen";
      said.textContent = said.dataset.words!;
    }, "image/png");
  }

  // A scan that is chosen after all takes the place of what was drawn
  file.addEventListener("change", () => {
    way.value = "paper";
    clear();
  });
  form.querySelector("[data-clear]")!.addEventListener("click", forget);
  clear();
  form.querySelector<HTMLElement>("[data-pen]")!.hidden = false;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-signature]")) begin(form);
