// An address that was chosen from the list brings along its district, its neighborhood, and the pin
// of the house. The pin goes when the address becomes another one.
import { choose } from "../combobox/field";
import { look, mark, unmark } from "./pin";

const FROM = "address";

function field<T extends HTMLElement>(id: string): T | null {
  return document.getElementById(id) as T | null;
}

/** On the portal the neighborhoods of a district come from the server. */
function takeChoice(place: HTMLElement, { district, nearSlug }: DOMStringMap): void {
  const query = new URLSearchParams({ district: district!, neighborhood: nearSlug! });
  void window.htmx.ajax("get", `${place.getAttribute("hx-get")}?${query}`, { target: place, swap: "innerHTML" });
}

function takeTyped({ district, near, nearName }: DOMStringMap): void {
  const [districts, words] = [field<HTMLSelectElement>("id_district"), field("id_neighborhood_text")];
  if (districts) districts.value = district!;
  if (words) choose(words, { value: near!, text: nearName! }, {});
}

document.addEventListener("chosen", (event) => {
  const box = (event.target as Element).closest("[data-address]");
  if (!box) return;
  const facts = (event as CustomEvent<DOMStringMap>).detail;
  const place = field("place-choice");
  if (place) takeChoice(place, facts);
  else takeTyped(facts);
  const { lat, lon, aroundLat, aroundLon } = facts;
  if (lat && lon) mark({ lat, lon }, FROM);
  else unmark(FROM);
  if (!lat && aroundLat && aroundLon) look({ lat: aroundLat, lon: aroundLon });
});

document.addEventListener("change", (event) => {
  const chosen = event.target as HTMLInputElement;
  if (chosen.matches("[data-address] > input[type=hidden]") && !chosen.value) unmark(FROM);
});
