// A call that Asterisk's own queue brings while no switchboard program is there: the bar shows who
// calls, and the telephone itself hangs up, since nobody would carry the command out.
import type { Softphone } from "../softphone";

const phone = document.querySelector<Softphone>("#softphone");

/** Write a number at home as people do; another one as it came. */
function written(number: string): string {
  return number.replace(/^(?:\+90|0)(\d{3})(\d{3})(\d{2})(\d{2})$/, "0$1 $2 $3 $4");
}

document.addEventListener("softphone:ringing", () => {
  const place = phone?.querySelector<HTMLElement>("[data-fallback-number]");
  if (!phone?.call?.fallback || !place) return;
  place.textContent = written(phone.call.number) || place.dataset.withheld!;
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
