// What goes out in a round, and what does not. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { application, inMemory } from "./in-memory.mjs";
import { answered, sendAll } from "./round.ts";

const MINUTE = 60_000;
const TOLD = { code: "123 456 789", link: "/t/x/" };
const taken = () => Response.json(TOLD, { status: 201 });
const page = (status) => new Response("<p>", { status, headers: { "Content-Type": "text/html" } });

/** A line that answers as `post` says; notes what was sent. */
function line(post = taken, now = 1) {
  const sent = [];
  return {
    sent,
    token: async () => "token",
    post: async (one) => (sent.push(one.key), post(one)),
    alone: (_key, act) => act(),
    now: () => now,
  };
}

async function rows(kept) {
  return Object.fromEntries((await kept.all()).map((one) => [one.key, one]));
}

test("what is taken leaves its code alone", async () => {
  const kept = inMemory(application("a", { photos: ["photo"] }));
  assert.equal(await sendAll(kept, line()), true);
  const { a } = await rows(kept);
  assert.deepEqual([a.state, a.fields, a.photos, a.told], ["taken", [], [], { ...TOLD, at: 1 }]);
});

test("what was deleted or opened since the round began is not sent", async () => {
  const kept = inMemory(application("a"), application("b"), application("c"));
  const here = line(async ({ key }) => {
    await kept.change("b", () => null);
    await kept.change("c", (one) => ({ ...one, state: "draft" }));
    return taken(key);
  });
  await sendAll(kept, here);
  assert.deepEqual(here.sent, ["a"]);
  assert.deepEqual(Object.keys(await rows(kept)), ["a", "c"]);
});

test("what was deleted just before it goes out is not sent, and does not come back", async () => {
  const kept = inMemory(application("a"));
  const here = { ...line(), token: async () => (await kept.change("a", () => null), "token") };
  await sendAll(kept, here);
  assert.deepEqual([here.sent, await kept.all()], [[], []]);
});

test("an answer brings back nothing that was deleted meanwhile", async () => {
  const kept = inMemory(application("a"));
  await sendAll(kept, line(async () => (await kept.change("a", () => null), taken())));
  assert.deepEqual(await kept.all(), []);
});

test("one that cannot get through holds up no other, and is left in peace longer and longer", async () => {
  const kept = inMemory(application("a"), application("b", { written: 1 }));
  const refusing = ({ key }) => (key === "a" ? page(500) : taken());
  let here = line(refusing);
  assert.equal(await sendAll(kept, here), false);
  assert.deepEqual(here.sent, ["a", "b"]);
  const paused = [];
  for (let now = 1; now < 20 * MINUTE; now += MINUTE) {
    here = line(refusing, now);
    await sendAll(kept, here);
    paused.push(here.sent.length);
  }
  // At once, then after 1, 2, 4 and 8 minutes
  assert.equal(paused.join(""), "11010001000000010000");
});

test("as long as the server asks for, it is left in peace", async () => {
  const kept = inMemory(application("a"));
  const busy = () => Response.json({ errors: ["Later."] }, { status: 503, headers: { "Retry-After": "120" } });
  await sendAll(kept, line(busy));
  const early = line(taken, 2 * MINUTE);
  assert.equal(await sendAll(kept, early), false);
  assert.deepEqual(early.sent, []);
  assert.equal(await sendAll(kept, line(taken, 2 * MINUTE + 1)), true);
});

test("without a line nothing is tried", async () => {
  const kept = inMemory(application("a"), application("b"));
  const none = { ...line(), token: () => Promise.reject(new TypeError("no line")) };
  assert.equal(await sendAll(kept, none), false);
  assert.deepEqual(await kept.all(), [application("a"), application("b")]);
});

test("one on which the line breaks comes last the next time", async () => {
  const kept = inMemory(application("a"), application("b", { written: 1 }));
  const breaking = ({ key }) => (key === "a" ? Promise.reject(new TypeError("broken")) : taken());
  const first = line(breaking);
  await sendAll(kept, first);
  const second = line(breaking);
  await sendAll(kept, second);
  assert.deepEqual([first.sent, second.sent], [["a"], ["b", "a"]]);
  assert.equal((await rows(kept)).a.tried, true);
});

test("a no of our own tells that it did not arrive, if no earlier try may have", async () => {
  const later = (status) => Response.json({ errors: ["Later."] }, { status });
  const tried = async (before, answer) => (await answered(application("a", { tried: before }), answer, 0)).tried;
  for (const status of [429, 503]) {
    assert.deepEqual([await tried(false, later(status)), await tried(true, later(status))], [false, true]);
    assert.equal(await tried(false, page(status)), true);
  }
  assert.equal(await tried(false, later(500)), true);
});

test("another text by the same key and what is too large are kept, and not sent again", async () => {
  const kept = inMemory(application("a"), application("b"));
  const refusing = ({ key }) => (key === "a" ? Response.json({ errors: ["No."] }, { status: 409 }) : page(413));
  assert.equal(await sendAll(kept, line(refusing)), true);
  const { a, b } = await rows(kept);
  assert.deepEqual([a.state, a.tried, a.fields], ["known", false, [["text", "a"]]]);
  // A proxy's page says nothing to a citizen
  assert.deepEqual([b.state, b.trouble], ["refused", ""]);
});

test("a code goes after a week, and nothing else does", async () => {
  const DAY = 24 * 60 * MINUTE;
  const told = { ...TOLD, at: 0 };
  const old = [application("a", { state: "taken", told }), application("b"), application("c", { state: "draft" })];
  const kept = inMemory(...old);
  await sendAll(kept, line(taken, 7 * DAY));
  assert.equal((await kept.all()).length, 3);
  await sendAll(kept, line(taken, 7 * DAY + 1));
  assert.deepEqual(Object.keys(await rows(kept)), ["b", "c"]);
});
