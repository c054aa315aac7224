// A little work for the server, from a page or a worker.
import type { Challenge, Solution } from "altcha/lib";
import { ANSWER_MS, within } from "../network/limits";

/** The work of an address grows with what it did: somebody slow is asked once more. */
const TRIES = 3;
const NOT_ENOUGH = 422;

/** Finds the key that a challenge asks for; null: too late. */
export type Solver = (challenge: Challenge) => Promise<Solution | null>;

/** Do the work of `address`, where there is some. `token`: of the page, against forged forms. */
export async function prove(
  address: string, token: string, solve: Solver, tries = TRIES,
): Promise<void> {
  const asked = await fetch(address, {
    headers: { Accept: "application/json" }, signal: within(ANSWER_MS),
  });
  if (asked.status !== 200) return;
  const challenge = (await asked.json()) as Challenge;
  const solution = await solve(challenge);
  if (!solution) return;
  const body = new URLSearchParams({ altcha: btoa(JSON.stringify({ challenge, solution })) });
  const headers = { "X-CSRFToken": token };
  const answer = await fetch(address, { method: "POST", body, headers, signal: within(ANSWER_MS) });
  if (answer.status === NOT_ENOUGH && tries > 1) await prove(address, token, solve, tries - 1);
}
