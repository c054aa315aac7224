// What an owner does with what waits. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { application, inMemory } from "./in-memory.mjs";
import { Owner } from "./owner.ts";

const DAY = 24 * 3600 * 1000;
const held = { alone: (_key, act) => act(), now: () => 8 * DAY };

test("what was deleted while it was sent is gone, unless it arrived with a code", async () => {
  const kept = inMemory(application("a"), application("b"), application("c", { state: "taken" }));
  const answering = { ...held, alone: async (key, act) => {
    // Its answer comes before the owner's turn
    if (key === "a") await kept.change("a", (one) => ({ ...one, state: "taken" }));
    return act();
  } };
  const owner = new Owner(kept, answering);
  await owner.discard("a", "waiting");
  await owner.discard("b", "waiting");
  assert.deepEqual((await kept.all()).map(({ key }) => key), ["a", "c"]);
  await owner.discard("c", "taken");
  assert.deepEqual((await kept.all()).map(({ key }) => key), ["a"]);
});

test("what may have arrived is not taken back to be changed", async () => {
  const kept = inMemory(application("a", { tried: true }), application("b", { failures: 3, rests: 9 }));
  const owner = new Owner(kept, held);
  assert.equal(await owner.withdraw("a"), null);
  assert.deepEqual(await owner.withdraw("b"), application("b", { state: "draft" }));
  assert.equal(await owner.withdraw("gone"), null);
});

test("an old one is sent by its owner's word, and nothing else is by this", async () => {
  const kept = inMemory(application("a"), application("b", { state: "draft" }));
  const owner = new Owner(kept, held);
  for (const key of ["a", "b", "gone"]) await owner.release(key);
  assert.deepEqual((await kept.all()).map(({ written }) => written), [8 * DAY, 0]);
});

test("another text by a known key goes out once, under a key of its own", async () => {
  const photos = ["photo"];
  const kept = inMemory(application("a", { state: "known", photos, trouble: "No." }), application("b"));
  const owner = new Owner(kept, held);
  for (const key of ["a", "a", "b"]) await owner.sendAnew(key);
  const [b, anew, ...more] = await kept.all();
  assert.deepEqual([b, more], [application("b"), []]);
  assert.notEqual(anew.key, "a");
  assert.deepEqual([anew.state, anew.fields, anew.photos, anew.trouble], ["waiting", [["text", "a"]], photos, ""]);
});
