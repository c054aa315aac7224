// The telephone's account: good for one session, given by our own server to this page.

export interface Account {
  uri: string;
  password: string;
  socket: string;
  /** There are other nodes: when this one's socket stays away, another account is asked for. */
  moves?: boolean;
  /** What a guest dials. */
  number?: string;
}

/** The server refused; `words` is its explanation for a person, if it gave one. */
export class Refused extends Error {
  constructor(readonly status: number, readonly words: string) {
    super(`no telephone account: ${status}`);
  }
}

/** Ask for an account. Throws Refused, or TypeError without a network. */
export async function fetchAccount(address: string, page: Element): Promise<Account> {
  const form = page.querySelector<HTMLFormElement>("[data-account-form]");
  const answer = await fetch(address, {
    method: "POST",
    body: form ? new URLSearchParams(new FormData(form) as unknown as Record<string, string>) : null,
    headers: { "X-CSRFToken": csrfToken(page), Accept: "application/json" },
    credentials: "same-origin",
  });
  if (!answer.ok) throw new Refused(answer.status, await explanation(answer));
  return (await answer.json()) as Account;
}

async function explanation(answer: Response): Promise<string> {
  try {
    return String(((await answer.json()) as { error?: string }).error ?? "");
  } catch {
    return "";
  }
}

/** The token that htmx sends from this page, else the cookie's. */
export function csrfToken(page: Element): string {
  const headers = page.closest("[hx-headers]")?.getAttribute("hx-headers");
  const token = headers ? (JSON.parse(headers) as Record<string, string>)["X-CSRFToken"] : "";
  return token || /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || "";
}
