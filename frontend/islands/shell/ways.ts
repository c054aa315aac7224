// What leads to another page of this site, and what its answer means. Pure.

/** What was pressed, as far as it says where it leads. */
export interface Link {
  href: string;
  target: string;
  isDownload: boolean;
}

export interface Held {
  button: number;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** Tell whether a click on a link leads to another page in this window; `here` is the shown one. */
export function leads({ href, target, isDownload }: Link, held: Held, here: string): boolean {
  if (held.button !== 0 || held.ctrlKey || held.metaKey || held.shiftKey || held.altKey) return false;
  if ((target && target !== "_self") || isDownload) return false;
  const [to, from] = [new URL(href, here), new URL(here)];
  if (to.origin !== from.origin) return false;
  const isPlaceHere = to.hash !== "" && to.pathname === from.pathname && to.search === from.search;
  return !isPlaceHere;
}

/** What is shown after an answer: the page, a file, words that it failed, or the sign-in. */
export type Shown = "page" | "file" | "failed" | "ended";

/** Say what becomes of an answer: a page that breaks does not take the place of one that works. */
export function shownBy(answer: { status: number; type: string; disposition: string }, isPost: boolean): Shown {
  if (answer.status === 401) return "ended";
  if (answer.disposition.startsWith("attachment") || !answer.type.startsWith("text/html")) {
    return answer.status < 400 ? "file" : "failed";
  }
  // What was sent and not taken is said on a page of its own; going back, one finds the words
  return answer.status >= 500 && !isPost ? "failed" : "page";
}

/** The address that the history keeps of an answer, and whether it is an entry of its own. */
export interface Entry {
  address: string;
  isNew: boolean;
}

/**
 * Say where one is after an answer. A form that came back with its errors stands at the page it was
 * filled in on; one that was refused is left by Back.
 */
export function entryOf(
  answer: { status: number; url: string; redirected: boolean },
  isPost: boolean,
  here: string,
): Entry {
  const address = answer.url.replace(/#.*/, "");
  if (!isPost || answer.redirected) return { address, isNew: true };
  if (answer.status === 422) return { address: here, isNew: false };
  return answer.status >= 400 ? { address: here, isNew: true } : { address, isNew: address !== here };
}

/** The name under which a file is kept, as its answer says it. */
export function nameOf(disposition: string, address: string): string {
  const spelled = /filename\*=utf-8''([^;]+)/i.exec(disposition)?.[1];
  if (spelled) return decodeURIComponent(spelled);
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  return plain ?? new URL(address).pathname.split("/").findLast(Boolean) ?? "";
}
