// A part of the page that is live changes into what came instead of being replaced by it: typed
// words, the cursor and what is marked, open menus and scrolled boxes stay. Only what comes by
// itself does so: the answer to a form is drawn anew, with the values that it has.
import { Idiomorph } from "idiomorph";
import type { default as Htmx } from "htmx.org";
import { isTouched, sign, type Filled } from "./signs";

const ACTING = "a[href], button, form";
const MARK = "morph:";
/** Attributes that htmx sets while a request is under way. */
const UNDER_WAY = ["disabled", "data-disabled-by-htmx"];

/** Name what acts, so that a button never becomes another one under a hand or a cursor. */
function mark(part: ParentNode): void {
  for (const element of part.querySelectorAll<HTMLElement>(ACTING)) {
    if (element.id) continue;
    const form = element.closest("form");
    const [name, value, href] = ["name", "value", "href"].map((each) => element.getAttribute(each));
    const action = form?.getAttribute("action") ?? null;
    element.id = MARK + sign({ tag: element.tagName, name: name!, value: value!, href: href!, action });
  }
}

function unmark(part: ParentNode): void {
  for (const element of part.querySelectorAll(`[id^="${MARK}"]`)) element.removeAttribute("id");
}

/** Tell whether an attribute is left as it is: the reader's own doing, and that of a request. */
function isKept(name: string, element: Element): boolean {
  if (name === "open") return element.matches("details, dialog");
  if (UNDER_WAY.includes(name)) return element.hasAttribute("data-disabled-by-htmx");
  const field = element.closest("input, select, textarea, option")?.closest("select") ?? element;
  const isFilled = field.matches("input:not([type=hidden]), select, textarea");
  return isFilled && ["value", "checked", "selected"].includes(name) && isTouched(field as Filled);
}

const callbacks = {
  beforeAttributeUpdated: (name: string, element: Element): boolean => !isKept(name, element),
  // An element of our own has drawn its inside itself
  beforeNodeMorphed: (element: Element): boolean => !element.tagName?.includes("-"),
};

function morph(target: Element, fresh: Element | DocumentFragment, isOuter: boolean): Node[] {
  if (isOuter && !fresh.firstElementChild) {
    target.remove(); // the answer is that it is over
    return [];
  }
  const around = target.parentNode!;
  mark(target);
  mark(fresh);
  const morphStyle = isOuter ? "outerHTML" : "innerHTML";
  const content = isOuter ? fresh.firstElementChild! : [...fresh.childNodes];
  const nodes = Idiomorph.morph(target, content, { morphStyle, callbacks }) as Node[];
  unmark(around);
  return nodes;
}

/** Let a part of the page become what the stream sent. */
export function redraw(part: HTMLElement, html: string, htmx: typeof Htmx): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  morph(part, template.content, false);
  htmx.process(part);
}

/** Let live parts of the page morph: by `hx-swap-oob="morph"`, and by their own `hx-get`. */
export function beginMorphing(htmx: typeof Htmx): void {
  htmx.defineExtension("morph", {
    isInlineSwap: (style) => style === "morph-outer",
    handleSwap: (style, target, fragment) => {
      if (!style.startsWith("morph") || !(target instanceof Element)) return false;
      return morph(target, fragment as Element, style === "morph-outer");
    },
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event as CustomEvent<{
      target: Element;
      requestConfig: { elt: Element };
      xhr: XMLHttpRequest;
      swapOverride?: string;
    }>;
    const { target, requestConfig, xhr } = detail;
    // An answer that says itself where its parts go is left to that: the call bar's
    if (requestConfig.elt !== target || !target.matches("[data-live]") || xhr.getResponseHeader("HX-Reswap")) return;
    const isOuter = target.getAttribute("hx-swap")?.startsWith("outerHTML");
    detail.swapOverride = isOuter ? "morph-outer" : "morph";
  });
}
