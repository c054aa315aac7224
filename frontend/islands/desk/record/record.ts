// The record: what a choice brings with it, and the help beside it.
import { ANSWER_MS, within } from "../../network/limits";
import { whileHere } from "../../shell/while-here";
import { choose } from "../../combobox/field";
import { htmx, swap } from "../htmx";
import { whenRead } from "../read";

const HELPED_BY = ["topic", "neighborhood", "district", "place_layer", "redirected_to", "kind"];

function field<T extends HTMLElement>(id: string): T | null {
  return document.getElementById(id) as T | null;
}

/** Ask for help again when the topic or the place is another one. */
function help(): void {
  const column = field("help");
  if (column) htmx().trigger(column, "help", {});
}

document.addEventListener("change", (event) => {
  const name = (event.target as HTMLInputElement).name;
  if (HELPED_BY.includes(name)) help();
});

document.addEventListener("chosen", (event) => {
  const { kind, district } = (event as CustomEvent<DOMStringMap>).detail;
  const kinds = field<HTMLSelectElement>("id_kind");
  if (kind && kinds && !kinds.dataset.touched) kinds.value = kind;
  const districts = field<HTMLSelectElement>("id_district");
  if (district && districts) districts.value = district;
});

document.addEventListener("input", (event) => {
  const target = event.target as HTMLElement;
  if (target.id === "id_kind") target.dataset.touched = "yes";
});

// A pin offers the neighborhood it lies in. Where it lies now, and what is typed meanwhile, is newer.
let pins = 0;
document.addEventListener("pinned", () => {
  const pin = ++pins;
  const [lat, lon] = ["id_lat", "id_lon"].map((id) => field<HTMLInputElement>(id)?.value ?? "");
  const list = field("near-options");
  const words = field<HTMLInputElement>("id_neighborhood_text");
  if (!list || !words || words.value || !lat || !lon) return;
  void fetch(`${list.dataset.pin}?${new URLSearchParams({ lat, lon })}`, { signal: within(ANSWER_MS) })
    .then((answer) => answer.text())
    .then((html) => {
      if (pin !== pins || words.value) return;
      const { dataset } = document.createRange().createContextualFragment(html).querySelector<HTMLElement>("[data-value]") ?? {};
      if (dataset) choose(words, { value: dataset.value!, text: dataset.text! }, dataset);
    })
    .catch(() => undefined); // a neighborhood can be typed
});

// Who speaks, once it is known, stands in the form.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = (event as CustomEvent<{ target: HTMLElement }>).detail.target;
  const who = target.querySelector<HTMLElement>("[data-name]");
  if (target.id === "who" && who) {
    fill("id_full_name", who.dataset.name);
    fill("id_phone", who.dataset.phone);
  }
  if (target.id === "what" || target.id === "work") settle(target);
});

/** After a new record came: the cursor where work goes on, and the help that belongs to it. */
function settle(target: HTMLElement): void {
  const wrong = target.querySelector<HTMLElement>("#record [aria-invalid=true]");
  const next = wrong ?? target.querySelector<HTMLElement>("[data-focus], #id_topic_text");
  const here = document.activeElement;
  // Somebody who types elsewhere, in the search of the bar, is not disturbed.
  if (here === document.body || target.contains(here)) next?.focus();
  if (field("record")) help();
}

function fill(id: string, words: string | undefined): void {
  const input = field<HTMLInputElement>(id);
  if (!input || !words || input.value) return;
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

// Back from a case to the record of the same contact.
document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLElement>("[data-back]");
  const work = document.querySelector<HTMLElement>("#work");
  if (!link || work?.dataset.work !== link.dataset.back) return;
  event.preventDefault();
  void swap(work!.dataset.page!, "#what");
});

whileHere("#id_topic", (topic) => {
  if ((topic as HTMLInputElement).value) whenRead(help);
});
