// Draws one figure of a report above its table, which says the same. Without a script the table is all.
import uPlot from "uplot";
import { whileHere } from "./shell/while-here";

interface Series { label: string; unit: string; values: (number | null)[]; before: (number | null)[] }

const HEIGHT = 260;

function read(cell: HTMLElement | undefined, name: "value" | "before"): number | null {
  const told = cell?.dataset[name] ?? "";
  return told === "" ? null : Number(told);
}

/** The rows of the body, without the sum at the end. */
function lines(table: HTMLTableElement): HTMLTableRowElement[] {
  return [...table.querySelectorAll<HTMLTableRowElement>("tbody tr")];
}

export function series(table: HTMLTableElement): Series[] {
  const heads = [...table.querySelectorAll<HTMLElement>("thead th[data-unit]")];
  return heads.map((head, place) => {
    const cells = lines(table).map((line) => line.querySelectorAll<HTMLElement>("td")[place]);
    return {
      label: (head.textContent ?? "").replace(/\s+/g, " ").trim(),
      unit: head.dataset.unit ?? "",
      values: cells.map((cell) => read(cell, "value")),
      before: cells.map((cell) => read(cell, "before")),
    };
  });
}

export function labels(table: HTMLTableElement): string[] {
  return lines(table).map((line) => line.querySelector("th")?.textContent?.trim() ?? "");
}

function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Whole rows only: between two of them is nothing. */
const ROWS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

function options(names: string[], head: string, shown: Series, width: number, before: string): uPlot.Options {
  const line = { stroke: color("--line"), width: 1 };
  const axis = { stroke: color("--muted"), grid: line, ticks: line };
  const stroke = color("--accent");
  const seconds = (value: number): string => `${Math.floor(value / 60)}:${String(Math.round(value) % 60).padStart(2, "0")}`;
  const written = (value: number): string =>
    shown.unit === "seconds" ? seconds(value) : value.toLocaleString(document.documentElement.lang);
  return {
    width,
    height: HEIGHT,
    scales: { x: { time: false } },
    axes: [
      { ...axis, incrs: ROWS, space: 110, values: (_plot, places) => places.map((place) => (Number.isInteger(place) ? names[place] ?? "" : "")) },
      { ...axis, size: 70, values: (_plot, values) => values.map(written) },
    ],
    series: [
      { label: head, value: (_plot, place) => names[place] ?? "" },
      { label: shown.label, stroke, width: 2, points: { show: names.length < 60 } },
      ...(shown.before.some((value) => value !== null)
        ? [{ label: before, stroke: color("--muted"), width: 1, dash: [6, 4] }]
        : []),
    ],
  };
}

function draw(table: HTMLTableElement, into: HTMLElement, shown: Series): uPlot {
  into.replaceChildren();
  const names = labels(table);
  const head = table.querySelector("thead th")?.textContent?.trim() ?? "";
  const data: uPlot.AlignedData = [names.map((_name, place) => place), shown.values];
  if (shown.before.some((value) => value !== null)) data.push(shown.before);
  const plot = new uPlot(options(names, head, shown, into.clientWidth, into.dataset.before ?? ""), data, into);
  into.setAttribute("aria-label", shown.label);
  return plot;
}

function begin(table: HTMLTableElement, frame: HTMLElement, signal: AbortSignal): void {
  const choice = frame.querySelector<HTMLSelectElement>("select");
  const into = frame.querySelector<HTMLElement>("[data-plot]");
  const all = series(table);
  if (!choice || !into || labels(table).length < 2) return;
  frame.hidden = false;
  all.forEach((each, place) => choice.add(new Option(each.label, String(place))));
  const shown = (): Series | undefined => all[Number(choice.value)];
  const again = (): void => {
    const one = shown();
    if (one) draw(table, into, one);
  };
  choice.addEventListener("change", again);
  window.addEventListener("resize", again, { signal });
  again();
}

whileHere("[data-chart]", (frame, signal) => {
  const table = document.querySelector<HTMLTableElement>("table[data-report]");
  if (table) begin(table, frame, signal);
});
