// The telephone's account: good for one session, given by our own server to this page.
import { ANSWER_MS, within } from "../network/limits";
import type { Reason } from "./phone";

export interface Account {
  uri: string;
  password: string;
  socket: string;
  /** There are other nodes: when this one's socket stays away, another account is asked for. */
  moves?: boolean;
  /** Servers that carry the sound where the network lets none through. */
  ice?: RTCIceServer[];
  /** What a guest dials. */
  number?: string;
}

/** What the server says of a refusal: words for a person, and a reason the page knows. */
interface Explanation {
  error?: string;
  reason?: Reason;
}

/** The server refused; `words` is its explanation for a person, if it gave one. */
export class Refused extends Error {
  readonly words: string;
  readonly reason: Reason;

  constructor(readonly status: number, { error, reason }: Explanation) {
    super(`no telephone account: ${status}`);
    this.words = error ?? "";
    this.reason = reason ?? "refused";
  }
}

/** Say whether it makes sense to ask again: nobody answered, or only to say that all is down. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof Refused) || error.status >= 500;

/** Ask for an account. Throws Refused, or TypeError without a network. */
export async function fetchAccount(address: string, page: Element): Promise<Account> {
  const form = page.querySelector<HTMLFormElement>("[data-account-form]");
  const words = form ? new URLSearchParams(new FormData(form) as unknown as Record<string, string>) : null;
  return (await (await post(address, page, words)).json()) as Account;
}

/** Ask our server for something. Throws Refused, or TypeError without a network. */
export async function post(
  address: string,
  page: Element,
  body: URLSearchParams | null = null,
): Promise<Response> {
  const answer = await fetch(address, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrfToken(page), Accept: "application/json" },
    credentials: "same-origin",
    signal: within(ANSWER_MS),
  });
  if (!answer.ok) throw new Refused(answer.status, await explanation(answer));
  return answer;
}

async function explanation(answer: Response): Promise<Explanation> {
  try {
    return (await answer.json()) as Explanation;
  } catch {
    return {};
  }
}

/** The token that htmx sends from this page, else the cookie's. */
export function csrfToken(page: Element): string {
  const headers = page.closest("[hx-headers]")?.getAttribute("hx-headers");
  const token = headers ? (JSON.parse(headers) as Record<string, string>)["X-CSRFToken"] : "";
  return token || /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || "";
}
