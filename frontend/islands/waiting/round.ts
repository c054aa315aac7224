// One round of sending: each application that is due, one after the other.
import { type Application, inOrder, isBound, isDue, isSpent, isSureNo, outcome, rest } from "./application";
import type { ApplicationStore } from "./store";

/** What a round needs of its surroundings. */
export interface Line {
  /** Get the token that goes with what is sent. Throws where there is no line. */
  token(): Promise<string>;
  /** Send one. Throws where the line breaks; the application may have arrived. */
  post(application: Application, token: string): Promise<Response>;
  /** Do `act` while nobody else sends, changes or deletes the one of this key. */
  alone<T>(key: string, act: () => Promise<T>): Promise<T>;
  now(): number;
}

/** Send all that is due; returns whether nothing is left for the line or the server to come back. */
export async function sendAll(kept: ApplicationStore, line: Line): Promise<boolean> {
  const spent = (await kept.all()).filter((one) => isSpent(one, line.now()));
  for (const { key } of spent) await kept.change(key, () => null);
  for (const { key } of inOrder(await kept.all())) {
    if (!(await line.alone(key, () => sendOne(kept, line, key)))) break;
  }
  return !(await kept.all()).some((one) => isBound(one, line.now()));
}

/** Send one, if it is still to be sent; returns whether there is a line. */
async function sendOne(kept: ApplicationStore, line: Line, key: string): Promise<boolean> {
  // It may have been deleted or opened since the round began
  const one = (await kept.all()).find((each) => each.key === key);
  if (!one || !isDue(one, line.now())) return true;
  const token = await line.token().catch(() => null);
  if (token === null) return false;
  if (!(await kept.change(key, (found) => found && { ...one, tried: true }))) return true;
  const became = await line.post(one, token).then((answer) => answered(one, answer, line.now())).catch(() => null);
  // The line broke: whether it arrived is not known
  const after = became ?? failed({ ...one, tried: true }, null, line.now());
  await kept.change(key, (found) => found && after);
  return became !== null;
}

/** Return what an answer makes of one; `before` is as it was before it was sent. */
export async function answered(before: Application, answer: Response, now: number): Promise<Application> {
  const became = outcome(answer.status);
  if (became === "taken") {
    const told = { ...((await answer.json()) as Omit<NonNullable<Application["told"]>, "at">), at: now };
    // What was written lies with the municipality now; here only its code stays
    return { ...before, state: "taken", fields: [], photos: [], trouble: "", told };
  }
  const trouble = isOurs(answer) ? ((await answer.json()) as { errors: string[] }).errors.join(" ") : "";
  if (became !== "later") return { ...before, state: became, tried: false, trouble };
  const tried = before.tried || !isSureNo(answer.status, isOurs(answer));
  return { ...failed({ ...before, tried }, answer.headers.get("Retry-After"), now), trouble };
}

/** Tell whether an answer is the server's own: a proxy's is a page. */
export function isOurs(answer: Response): boolean {
  return answer.headers.get("Content-Type")?.startsWith("application/json") ?? false;
}

function failed(application: Application, asked: string | null, now: number): Application {
  const failures = application.failures + 1;
  return { ...application, failures, rests: now + rest(failures, asked) };
}
