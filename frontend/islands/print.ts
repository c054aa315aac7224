// A page that is meant for paper: its button prints. Without a script the browser's own menu does.
import { whileHere } from "./shell/while-here";

whileHere("[data-print-now]", () => {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print-now]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
});
