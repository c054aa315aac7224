// The work that a browser does for the server. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { pbkdf2Sync } from "node:crypto";
import { test } from "node:test";
import { prove } from "./prove.ts";
import { solve } from "./solve.ts";

test("what is found is what the server checks", async () => {
  const [nonce, salt, cost] = ["00ff", "ff00", 2];
  const key = pbkdf2Sync(Buffer.from("00ff00000009", "hex"), Buffer.from(salt, "hex"), cost, 32, "sha256");
  const parameters = { algorithm: "PBKDF2/SHA-256", nonce, salt, cost, keyLength: 32 };
  const keyPrefix = key.subarray(0, 16).toString("hex");
  const found = await solve({ parameters: { ...parameters, keyPrefix } });
  assert.deepEqual([found.counter, found.derivedKey], [9, key.toString("hex")]);
});

const ASKED = { parameters: { nonce: "c" }, signature: "s" };
const FOUND = { counter: 7, derivedKey: "k" };

/** A server that asks for work, and answers what is handed in one after the other. */
function server(context, ...answers) {
  const handed = [];
  context.mock.method(globalThis, "fetch", async (_address, { method, body, headers }) => {
    if (method !== "POST") return Response.json(ASKED);
    handed.push([String(body), headers["X-CSRFToken"]]);
    return new Response(null, { status: answers.shift() });
  });
  return handed;
}

test("somebody slow is asked once more, and not for good", async (context) => {
  const handed = server(context, 422, 204);
  await prove("/proof/", "token", async () => FOUND);
  const [[body, token]] = handed;
  assert.deepEqual(handed, Array(2).fill([body, token]));
  const given = JSON.parse(atob(new URLSearchParams(body).get("altcha")));
  assert.deepEqual([given, token], [{ challenge: ASKED, solution: FOUND }, "token"]);
  const never = server(context, 422, 422, 422, 422);
  await prove("/proof/", "token", async () => FOUND);
  assert.equal(never.length, 3);
});

test("what is found too late is not handed in", async (context) => {
  const handed = server(context, 204);
  await prove("/proof/", "token", async () => null);
  assert.deepEqual(handed, []);
});

test("where there is no work nothing is solved", async (context) => {
  context.mock.method(globalThis, "fetch", async () => new Response(null, { status: 204 }));
  await prove("/proof/", "token", () => assert.fail("there is nothing to solve"));
});
