// A little work for the server, from a page or a worker.
import { ANSWER_MS, within } from "../network/limits";

/** The work of an address grows with what it did: somebody slow is asked once more. */
const TRIES = 3;
const NOT_ENOUGH = 422;

export type Solver = (challenge: string, bits: number) => Promise<string>;

/** Do the work of `address`, where there is some. `token`: of the page, against forged forms. */
export async function prove(
  address: string, token: string, solve: Solver, tries = TRIES,
): Promise<void> {
  const asked = await fetch(address, {
    headers: { Accept: "application/json" }, signal: within(ANSWER_MS),
  });
  if (asked.status !== 200) return;
  const { challenge, bits } = (await asked.json()) as { challenge: string; bits: number };
  const nonce = await solve(challenge, bits);
  const body = new URLSearchParams({ challenge, nonce });
  const headers = { "X-CSRFToken": token };
  const answer = await fetch(address, { method: "POST", body, headers, signal: within(ANSWER_MS) });
  if (answer.status === NOT_ENOUGH && tries > 1) await prove(address, token, solve, tries - 1);
}
