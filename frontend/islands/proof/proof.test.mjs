// The work that a browser does for the server. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { prove } from "./prove.ts";
import { hasZeros, solve } from "./solve.ts";

test("zero bits are counted over the edge of a byte", () => {
  assert.equal(hasZeros(new Uint8Array([0, 0x0f]), 12), true);
  assert.equal(hasZeros(new Uint8Array([0, 0x1f]), 12), false);
  assert.equal(hasZeros(new Uint8Array([1, 0]), 8), false);
  assert.equal(hasZeros(new Uint8Array([0]), 9), false);
});

test("what is found is what the server checks", async () => {
  const nonce = await solve("challenge", 9);
  const digest = createHash("sha256").update(`challenge:${nonce}`).digest();
  assert.deepEqual([digest[0], digest[1] >> 7], [0, 0]);
});

/** A server that asks for work, and answers what is handed in one after the other. */
function server(context, ...answers) {
  const handed = [];
  context.mock.method(globalThis, "fetch", async (_address, { method, body, headers }) => {
    if (method !== "POST") return Response.json({ challenge: "c", bits: 4 });
    handed.push([String(body), headers["X-CSRFToken"]]);
    return new Response(null, { status: answers.shift() });
  });
  return handed;
}

test("somebody slow is asked once more, and not for good", async (context) => {
  const handed = server(context, 422, 204);
  await prove("/proof/", "token", async () => "7");
  assert.deepEqual(handed, Array(2).fill(["challenge=c&nonce=7", "token"]));
  const never = server(context, 422, 422, 422, 422);
  await prove("/proof/", "token", async () => "7");
  assert.equal(never.length, 3);
});

test("where there is no work nothing is solved", async (context) => {
  context.mock.method(globalThis, "fetch", async () => new Response(null, { status: 204 }));
  await prove("/proof/", "token", () => assert.fail("there is nothing to solve"));
});
