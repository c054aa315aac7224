// Finds the proof of a page in a thread of its own: some 65,000 hashes would hold a cheap phone's
// page for ten seconds, in which nobody can type.
import { solve } from "./proof/solve";

interface Asked extends Event {
  readonly data: { challenge: string; bits: number };
}
const here = self as unknown as {
  addEventListener(name: "message", act: (event: Asked) => void): void;
  postMessage(nonce: string): void;
};

here.addEventListener("message", ({ data }) => {
  void solve(data.challenge, data.bits).then((nonce) => here.postMessage(nonce));
});
