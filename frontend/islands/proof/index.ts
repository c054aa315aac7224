// Does a little work for the server, so that this browser is counted for itself and not with all
// others behind the same network address. Without it, or without script, a page may ask a question.
import { solveChallengeWorkers } from "altcha/lib";
import { afterLoad } from "../network/loaded";
import { cookieToken } from "../sessions/token";
import { prove, type Solver } from "./prove";
import { HOLDS_MS } from "./solve";

/** Let one thread of its own do the work, and end with it. */
function apart(script: string): Solver {
  const createWorker = (): Worker => new Worker(script, { type: "module" });
  return (challenge) =>
    solveChallengeWorkers({ challenge, concurrency: 1, createWorker, timeout: HOLDS_MS });
}

const { proof, solver } = document.querySelector<HTMLScriptElement>("script[data-proof]")?.dataset ?? {};
const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
// Only pages of a safe origin may hash; the question remains for the others
if (proof && solver && globalThis.crypto?.subtle) {
  const token = cookieToken() || field?.value || "";
  afterLoad(() => void prove(proof, token, apart(solver)).catch(() => undefined));
}

export {};
