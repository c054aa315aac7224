// The work that `web/kit/proof/proof.py` asks, where there is no thread to start for it.
import { pbkdf2, solveChallenge } from "altcha/lib";
import type { Solver } from "./prove";

/** As long as the server takes a solution. */
export const HOLDS_MS = 600_000;

export const solve: Solver = (challenge) =>
  solveChallenge({ challenge, deriveKey: pbkdf2.deriveKey, timeout: HOLDS_MS });
