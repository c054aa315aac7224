// A partial preimage of SHA-256, as `web/kit/proof/proof.py` checks it.

/** Return whether a digest begins with so many zero bits. */
export function hasZeros(digest: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  for (let index = 0; index < whole; index += 1) if (digest[index]) return false;
  const rest = bits & 7;
  return rest === 0 || (digest[whole] ?? 255) >> (8 - rest) === 0;
}

/** Find the number that, behind the challenge, gives a digest with so many zero bits. */
export async function solve(challenge: string, bits: number): Promise<string> {
  const encoder = new TextEncoder();
  for (let nonce = 0; ; nonce += 1) {
    const text = encoder.encode(`${challenge}:${nonce}`);
    // Awaiting each lets the page live beside it
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
    if (hasZeros(digest, bits)) return String(nonce);
  }
}
