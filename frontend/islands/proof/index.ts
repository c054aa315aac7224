// Does a little work for the server, so that this browser is counted for itself and not with all
// others behind the same network address. Without it, or without script, a page may ask a question.
import { cookieToken } from "../sessions/token";
import { solve } from "./solve";

/** The work of an address grows with what it did: somebody slow is asked once more. */
const TRIES = 3;
const NOT_ENOUGH = 422;

async function prove(address: string, tries = TRIES): Promise<void> {
  const asked = await fetch(address, { headers: { Accept: "application/json" } });
  if (asked.status !== 200) return;
  const { challenge, bits } = (await asked.json()) as { challenge: string; bits: number };
  const nonce = await solve(challenge, bits);
  const token = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  const body = new URLSearchParams({ challenge, nonce });
  const headers = { "X-CSRFToken": cookieToken() || token?.value || "" };
  const answer = await fetch(address, { method: "POST", body, headers });
  if (answer.status === NOT_ENOUGH && tries > 1) await prove(address, tries - 1);
}

const address = document.querySelector<HTMLScriptElement>("script[data-proof]")?.dataset.proof;
// Only pages of a safe origin may hash; the question remains for the others
if (address && globalThis.crypto?.subtle) void prove(address).catch(() => undefined);

export {};
