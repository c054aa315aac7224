// Ctrl+Enter gives an evaluation from any of its fields. Evaluators have no telephone, and so none of
// its keys; for whoever has both, those come first (`desk/keys`).
import { pressed } from "../desk/keys/presses";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || pressed(event) !== "Ctrl+Enter") return;
  if (document.querySelector("dialog[open]")) return;
  // The bar has hidden buttons with the same key, and this script outlives its page there
  const give = document.querySelector<HTMLButtonElement>("button[name='give'][data-key='Ctrl+Enter']");
  if (!give) return;
  event.preventDefault();
  give.click();
});
