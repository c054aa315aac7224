// Sends what waits in the telephone, for its pages and its worker: one of them at a time.
import { ANSWER_MS, TRANSFER_MS, within } from "../network/limits";
import { prove } from "../proof/prove";
import { solve } from "../proof/solve";
import type { Application } from "./application";
import { store } from "./store";
import { Owner } from "./owner";
import { isOurs, type Line, sendAll } from "./round";

const DOOR = "/apply/waiting/";
const PROOF = "/prove/work/";
/** By this name the browser wakes the worker when there is a line. */
export const SYNC = "applications";

const line: Line = { token, post: delivered, alone, now: Date.now };
export const owner = new Owner(store, line);

/** Send all that is due; returns whether nothing is left for the line or the server to come back. */
export function flush(): Promise<boolean> {
  return navigator.locks.request(SYNC, () => sendAll(store, line));
}

function alone<T>(key: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`${SYNC} ${key}`, act) as Promise<T>;
}

async function delivered(application: Application, token: string): Promise<Response> {
  const answer = await post(application, token);
  if (!(await asksForWork(answer))) return answer;
  await prove(PROOF, token, solve);
  return post(application, token);
}

async function asksForWork(answer: Response): Promise<boolean> {
  if (answer.status !== 429 || !isOurs(answer)) return false;
  return ((await answer.clone().json()) as { prove?: boolean }).prove ?? false;
}

async function token(): Promise<string> {
  const answer = await fetch(DOOR, {
    headers: { Accept: "application/json" }, signal: within(ANSWER_MS),
  });
  return ((await answer.json()) as { token: string }).token;
}

function post({ key, fields, photos }: Application, token: string): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  photos.forEach((photo, number) => body.append("photo", photo, `${number + 1}`));
  const headers = { Accept: "application/json", "X-CSRFToken": token, "Idempotency-Key": key };
  return fetch(DOOR, { method: "POST", body, headers, signal: within(TRANSFER_MS) });
}
