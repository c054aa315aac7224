// An application in the telephone: what it is, when it is sent, and what an answer makes of it. Pure.

/** What the server told of an application that it took. */
export interface Told {
  code: string;
  link: string;
  /** When that was, by the clock of this telephone. */
  at: number;
}

export interface Application {
  /** Drawn here; by it the server takes an application once, however often it is sent. */
  key: string;
  /** `known`: the server has another text by this key, and took no second one. */
  state: "draft" | "waiting" | "refused" | "known" | "taken";
  fields: [string, string][];
  photos: Blob[];
  /** By the clock of this telephone, which may be wrong: it never decides that something is lost. */
  written: number;
  /** Sent at least once: whether it arrived is not known before an answer. */
  tried: boolean;
  /** How often in a row it did not get through, and until when it is left in peace. */
  failures: number;
  rests: number;
  /** What the server said last, where that was no. */
  trouble: string;
  told: Told | null;
}

export const MOST_WAITING = 5;
/** Who wrote so long ago is asked whether it still holds: the tree may be cut by now. */
export const ASK_AFTER_DAYS = 7;
/** Of what arrived only the code lies here; it is in a message by then, or noted down. */
const KEEP_CODE_DAYS = 7;
const DAY_MS = 24 * 3600 * 1000;
const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 3_600_000;
/** As the server takes files (core/files/uploads.py). */
export const MOST_BYTES = 10 * 1024 * 1024;

/** Draw an application that nobody has seen yet. */
export function blank(fields: Application["fields"] = []): Application {
  return {
    key: crypto.randomUUID(), state: "draft", fields, photos: [], written: Date.now(),
    tried: false, failures: 0, rests: 0, trouble: "", told: null,
  };
}

/** Tell whether nothing was written, and nothing chosen. */
export function isEmpty({ fields, photos }: Application): boolean {
  return fields.length === 0 && photos.length === 0;
}

/** Tell whether a row is still the draft that a page saw: `seen` is when that was written, or null. */
export function isUntouched(found: Application | null, seen: number | null): boolean {
  return found === null ? seen === null : found.state === "draft" && found.written === seen;
}

/** Tell whether its owner is asked before it is sent. A clock that was put back makes nothing old. */
export function isOld({ written }: Application, now: number): boolean {
  return now - written > ASK_AFTER_DAYS * DAY_MS;
}

/** Tell whether it goes out without being asked for, as soon as it gets through. */
export function isBound(application: Application, now: number): boolean {
  return application.state === "waiting" && !isOld(application, now);
}

/** Tell whether it is sent now. A clock that was put back lets nothing rest longer than the longest. */
export function isDue(application: Application, now: number): boolean {
  const left = application.rests - now;
  return isBound(application, now) && !(left > 0 && left <= LONGEST_REST_MS);
}

/**
 * Say how long one rests that did not get through so many times in a row, in milliseconds: a line
 * that broke once is tried again at once. `asked` is the server's word (Retry-After, in seconds).
 */
export function rest(failures: number, asked: string | null): number {
  const grown = failures < 2 ? 0 : FIRST_REST_MS * 2 ** (failures - 2);
  const told = Number(asked) * 1000 || 0;
  return Math.min(Math.max(grown, told), LONGEST_REST_MS);
}

/** Order as they are sent: who never got through comes last, else who was first. */
export function inOrder(kept: Application[]): Application[] {
  return [...kept].sort((a, b) => a.failures - b.failures || a.written - b.written);
}

/** Tell whether it arrived so long ago that nothing of it stays. */
export function isSpent({ state, told }: Application, now: number): boolean {
  return state === "taken" && told !== null && now - told.at > KEEP_CODE_DAYS * DAY_MS;
}

/** Count the midnights since it was written; 0 as well where a clock was put back. */
export function daysAgo({ written }: Application, now: number): number {
  const days = (midnight(now) - midnight(written)) / DAY_MS;
  // Some days have an hour more or less
  return Math.max(0, Math.round(days));
}

function midnight(moment: number): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}

/** Return the draft that the form goes on with by itself: of an earlier day its owner is asked first. */
export function draftOfToday(kept: Application[], now: number): Application | undefined {
  const drafts = kept.filter((one) => one.state === "draft" && daysAgo(one, now) === 0);
  return drafts.sort((one, other) => other.written - one.written)[0];
}

export type Shown = "taken" | "waiting" | "unclear" | "old" | "refused" | "known" | "draft" | "earlier";

/** Say as what its owner sees it: nothing is said to have arrived before the server said so. */
export function shown(application: Application, now: number): Shown {
  if (application.state === "draft") return daysAgo(application, now) > 0 ? "earlier" : "draft";
  if (application.state !== "waiting") return application.state;
  if (isOld(application, now)) return "old";
  return application.tried ? "unclear" : "waiting";
}

/** Tell whether its owner may change it: not what may lie with the municipality already. */
export function canChange({ state, tried }: Application): boolean {
  return state !== "taken" && state !== "known" && !(state === "waiting" && tried);
}

/** Tell whether one more may wait here. */
export function hasRoom(kept: Application[]): boolean {
  return kept.filter(({ state }) => state !== "taken").length < MOST_WAITING;
}

/** What there is to tell on the other pages: what arrived first, for that has a code to note down. */
export function news(kept: Application[]): "taken" | "waiting" | null {
  if (kept.some(({ state }) => state === "taken")) return "taken";
  return kept.some(({ state }) => state !== "draft") ? "waiting" : null;
}

export type Outcome = "taken" | "refused" | "known" | "later";

/** Say what an answer means: only a no that nothing will mend is final, all else is sent again. */
export function outcome(status: number): Outcome {
  if (status >= 200 && status < 300) return "taken";
  if (status === 409) return "known";
  return status === 422 || status === 413 ? "refused" : "later";
}

/** Tell whether the server says for sure that it took nothing: a proxy's page may hide that it did. */
export function isSureNo(status: number, isOurs: boolean): boolean {
  return isOurs && (status === 429 || status === 503);
}

/** Name the first field that the form lacks; the server asks for the same (web/portal/forms.py). */
export function lacks(said: Map<string, string>): string | null {
  const has = (name: string) => (said.get(name) ?? "").trim() !== "";
  const wish = said.get("wish");
  const needed = ["text", "topic", "wish"];
  if (wish === "sms" || wish === "phone") needed.push("phone");
  if (wish === "email") needed.push("email");
  return needed.find((name) => !has(name)) ?? null;
}
