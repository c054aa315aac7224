// One stream per page. An element with `data-live="topic"` gets the DOM event `live` when the
// topic changed, so that `hx-trigger="live"` fetches its fragment again.
import type { default as Htmx } from "htmx.org";
import { Answers } from "./answers";
import { Changes } from "./changes";
import { drawnBy } from "./drawn-by";
import { Hints } from "./hints";
import { beginMorphing, redraw } from "./morph";
import { Retries } from "./retries";

// The server says "beat" every 15 s; three missed beats are a dead line that nobody noticed,
// as after a computer's sleep.
const SILENCE_MILLISECONDS = 45_000;
/** So long a part waits for its answer before it is asked for again. */
const ANSWER_MILLISECONDS = 20_000;
const SERVER_ERROR = 500;
/** What asks for a part anew: a hint, or somebody's own work. */
const ASKS = ["live", "reload"];

const page = (window as unknown as { htmx: typeof Htmx }).htmx;

class Live {
  private source: EventSource | null = null;
  private topics = "";
  private drawn = "";
  private telling = 0;
  private silence = 0;

  /** Open the stream for the topics that the page shows now; keep it when they are the same. */
  watch(): void {
    const topics = [...new Set(elements().flatMap(topicsOf))].sort().join(",");
    const drawn = document.querySelector<HTMLElement>("[data-drawn]")?.dataset.drawn ?? "";
    if (topics === this.topics && drawn === this.drawn && this.source) return;
    this.topics = topics;
    this.drawn = drawn;
    this.source?.close();
    this.source = null;
    if (topics || drawn) this.open();
  }

  private open(): void {
    // A screen that nobody signed in on has a stream of its own, with a topic of its own
    const { stream = "/stream/" } = document.body.dataset;
    const asked = new URLSearchParams({ topics: this.topics });
    if (this.drawn) asked.set("drawn", this.drawn);
    const source = new EventSource(`${stream}?${asked}`);
    this.source = source;
    this.heard(source);
    source.addEventListener("open", () => this.heard(source));
    source.addEventListener("beat", () => this.heard(source));
    source.addEventListener("refresh", () => {
      this.heard(source);
      // The first time as well: something may have changed between the page and its stream.
      changes.hear(elements().flatMap(topicsOf));
      elements().forEach((element) => wake(element));
    });
    source.addEventListener("changed", (event) => {
      this.heard(source);
      const topic = (event as MessageEvent<string>).data;
      changes.hear([topic]);
      elements()
        .filter((element) => topicsOf(element).includes(topic))
        .forEach((element) => wake(element, topic));
    });
    // The part itself, drawn once for all who see the same
    source.addEventListener("drawn", (event) => {
      this.heard(source);
      const [name, ...lines] = (event as MessageEvent<string>).data.split("\n");
      const part = document.querySelector<HTMLElement>(`[data-drawn="${CSS.escape(name!)}"]`);
      if (part) redraw(part, lines.join("\n"), page);
    });
    // No place for a stream: the page is read anew now and then until there is one
    source.addEventListener("later", (event) => {
      source.close();
      window.clearTimeout(this.silence);
      elements().forEach((element) => wake(element));
      this.again(source, Number((event as MessageEvent<string>).data));
    });
    source.addEventListener("error", () => {
      this.lost();
      // A browser gives up for good on an answer such as 502; keep trying.
      if (source.readyState === EventSource.CLOSED) this.again(source);
    });
  }

  private again(source: EventSource, milliseconds = 3_000): void {
    window.setTimeout(() => {
      if (this.source === source) this.reopen();
    }, milliseconds);
  }

  /** Open a new stream; what was missed is fetched by its first hint. */
  reopen(): void {
    if (!this.source) return;
    this.source.close();
    this.open();
  }

  private heard(source: EventSource): void {
    window.clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.reopen(), SILENCE_MILLISECONDS);
    if (source.readyState !== EventSource.OPEN) return;
    window.clearTimeout(this.telling);
    show(false);
  }

  private lost(): void {
    window.clearTimeout(this.telling);
    // A stream that ends and begins again at once is no news.
    this.telling = window.setTimeout(() => show(true), 1_500);
  }
}

function elements(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-live]")];
}

function topicsOf(element: HTMLElement): string[] {
  return (element.dataset.live ?? "").split(/[\s,]+/).filter(Boolean);
}

const hints = new Hints<HTMLElement>();
const changes = new Changes<XMLHttpRequest>();

/** Tell an element that it may be old; `topic`: the one that changed, if anybody knows. */
function wake(element: HTMLElement, topic?: string): void {
  if (hints.hear(element)) element.dispatchEvent(new CustomEvent("live", { bubbles: false, detail: { topic } }));
}

/** A part of the page, or what took its place. */
function standing(element: HTMLElement): HTMLElement[] {
  return elements().filter((each) => each === element || (element.id && each.id === element.id));
}

function show(lost: boolean): void {
  const line = document.querySelector<HTMLElement>("#live-status");
  if (line) line.hidden = !lost;
}

beginMorphing(page);
const live = new Live();
// htmx hears nothing before all scripts are there: a hint that came earlier would be lost for good
if (document.documentElement.dataset.ready === undefined) {
  document.addEventListener("htmx:load", () => live.watch(), { once: true });
} else live.watch();
// What a page fetches by itself is no sign that somebody is there: idle sessions end.
document.addEventListener("htmx:configRequest", (event) => {
  const { detail } = event as CustomEvent<{
    headers: Record<string, string>;
    triggeringEvent?: Event;
    timeout: number;
  }>;
  const { headers, triggeringEvent } = detail;
  if (!triggeringEvent || triggeringEvent.type === "live") headers["X-Background"] = "1";
  // Hints that come meanwhile wait for the answer: one that never comes would hold them up for good
  if (ASKS.includes(triggeringEvent?.type ?? "")) detail.timeout = ANSWER_MILLISECONDS;
});
document.addEventListener("htmx:afterSettle", () => live.watch());

// The answer to a press may be older than what a hint has fetched meanwhile, and no other hint comes:
// an agent who is ready would read "pause".
interface Exchange {
  elt: HTMLElement;
  target: HTMLElement;
  xhr: XMLHttpRequest;
}
const answers = new WeakMap<HTMLElement, Answers<XMLHttpRequest>>();
document.addEventListener("htmx:beforeSend", (event) => {
  const { elt, target, xhr } = (event as CustomEvent<Exchange>).detail;
  hints.ask(elt);
  changes.send(xhr);
  if (!target.matches("[data-live]")) return;
  if (!answers.has(target)) answers.set(target, new Answers());
  answers.get(target)!.ask(xhr);
});
document.addEventListener("htmx:afterSwap", (event) => {
  const { target, xhr } = (event as CustomEvent<Exchange>).detail;
  if (answers.get(target)?.show(xhr)) wake(target);
});
// The parts that it drew anew within its target, as the messages of a talk after an answer
document.addEventListener("htmx:afterSettle", (event) => {
  const { target, xhr } = (event as CustomEvent<Exchange>).detail;
  for (const part of drawnBy(target, event.target as HTMLElement).querySelectorAll<HTMLElement>("[data-live]")) {
    if (changes.since(xhr, topicsOf(part))) wake(part);
  }
});
// What a part asked for is of no use once the part itself has been drawn anew or left: its answer may
// name places that have gone with it
document.addEventListener("htmx:beforeCleanupElement", (event) => {
  // Words without an element are told as well
  const { target } = event;
  if (!(target instanceof Element)) return;
  if (target.matches("[data-live][hx-get]:not([hx-target])")) page.trigger(target, "htmx:abort", {});
});
// A hint comes once: a part whose fetch failed would stay as it was until the next.
interface Failure {
  elt: HTMLElement;
  requestConfig: { triggeringEvent?: Event };
  xhr?: XMLHttpRequest;
}
interface Answer {
  requestConfig: { elt: HTMLElement };
  successful: boolean;
}
const retries = new Retries<HTMLElement>();
document.addEventListener("htmx:afterRequest", (event) => {
  // A part that its answer has replaced is not in the page any more, and its parent is told instead
  const { requestConfig, successful } = (event as CustomEvent<Answer>).detail;
  const { elt } = requestConfig;
  if (successful) retries.succeeded(elt);
  // htmx holds the part until all that hear of its answer are through
  if (hints.end(elt)) window.setTimeout(() => standing(elt).forEach((each) => wake(each)));
});
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const { elt, requestConfig, xhr } = (event as CustomEvent<Failure>).detail;
    const mayPass = failure !== "htmx:responseError" || (xhr?.status ?? 0) >= SERVER_ERROR;
    const asked = requestConfig.triggeringEvent?.type ?? "";
    if (!mayPass || !ASKS.includes(asked)) return;
    window.setTimeout(() => {
      if (!elt.isConnected) return;
      if (asked === "live") wake(elt);
      else elt.dispatchEvent(new CustomEvent(asked));
    }, retries.failed(elt));
  });
}
window.addEventListener("offline", () => show(true));
window.addEventListener("online", () => live.reopen());

export {};
