// A map is drawn when somebody opens it: its script is a megabyte.
import { whileHere } from "../shell/while-here";

function draw(details: Element | null): void {
  const map = details?.querySelector<HTMLTemplateElement>(":scope > template");
  if (map && (details as HTMLDetailsElement).open) map.replaceWith(map.content);
}

document.addEventListener("toggle", (event) => draw(event.target as Element), true);
whileHere(".desk-map", draw);
