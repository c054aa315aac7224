// Does a little work for the server, so that this browser is counted for itself and not with all
// others behind the same network address. Without it, or without script, a page may ask a question.
import { afterLoad } from "../network/loaded";
import { cookieToken } from "../sessions/token";
import { prove } from "./prove";

/** Let a thread of its own find the number, and end with it. */
function apart(script: string, challenge: string, bits: number): Promise<string> {
  const worker = new Worker(script, { type: "module" });
  return new Promise<string>((done, fail) => {
    worker.addEventListener("message", ({ data }) => done(data as string));
    worker.addEventListener("error", () => fail(new Error("no proof")));
    worker.postMessage({ challenge, bits });
  }).finally(() => worker.terminate());
}

const { proof, solver } = document.querySelector<HTMLScriptElement>("script[data-proof]")?.dataset ?? {};
const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
// Only pages of a safe origin may hash; the question remains for the others
if (proof && solver && globalThis.crypto?.subtle) {
  const token = cookieToken() || field?.value || "";
  afterLoad(() => void prove(proof, token, (...work) => apart(solver, ...work)).catch(() => undefined));
}

export {};
