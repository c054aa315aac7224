// A call that Asterisk's own queue brings while no switchboard program is there: the bar shows who
// calls, and the telephone itself hangs up, since nobody would carry the command out.
import { written } from "./written";
import type { Softphone } from "../../softphone";

const phone = document.querySelector<Softphone>("#softphone");

document.addEventListener("softphone:ringing", () => {
  const place = phone?.querySelector<HTMLElement>("[data-fallback-number]");
  if (!phone?.call?.fallback || !place) return;
  const { code = "", form = "", withheld = "" } = place.dataset;
  place.textContent = written(phone.call.number, code, form) || withheld;
});

// Before htmx sees it
document.addEventListener(
  "submit",
  (event) => {
    if (!phone?.call?.fallback || !(event.target as Element).matches("[data-hang-up]")) return;
    event.preventDefault();
    event.stopPropagation();
    phone.hangup();
  },
  true,
);

export {};
