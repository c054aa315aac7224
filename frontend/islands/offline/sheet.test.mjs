// One application in two tabs. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { application, inMemory } from "../waiting/in-memory.mjs";
import { Sheet } from "./sheet.ts";

/** A tab whose form says `text`; without more it shows what is kept. */
function tab(kept, shown) {
  const form = { text: shown ? shown.fields[0][1] : "" };
  const sheet = new Sheet(kept, () => (form.text ? [["text", form.text]] : []));
  if (shown) sheet.open(shown, true);
  return { sheet, type: (text) => ((form.text = text), sheet.touch()) };
}

async function texts(kept) {
  return (await kept.all()).map(({ state, fields }) => [state, fields[0]?.[1]]);
}

const draft = () => application("key", { state: "draft", fields: [["text", "Çukur"]] });

for (const state of ["waiting", "taken"]) {
  test(`a look at a second tab changes nothing in one that is ${state}`, async () => {
    const kept = inMemory(draft());
    const { sheet } = tab(kept, draft());
    const sent = application("key", { state, told: null });
    await kept.change("key", () => sent);
    await sheet.save();
    assert.deepEqual(await kept.all(), [sent]);
  });

  test(`what is typed in a second tab beside one that is ${state} has a key of its own`, async () => {
    const kept = inMemory(draft());
    const { sheet, type } = tab(kept, draft());
    await kept.change("key", (one) => ({ ...one, state }));
    type("Ağaç");
    assert.equal(await sheet.giveWay(), false);
    await sheet.send();
    assert.deepEqual(await texts(kept), [[state, "Çukur"], ["waiting", "Ağaç"]]);
  });
}

test("two tabs that go on with one draft lose nothing of each other", async () => {
  const kept = inMemory(draft());
  const [first, second] = [tab(kept, draft()), tab(kept, draft())];
  first.type("Çukur büyük");
  await first.sheet.save();
  second.type("Çukur derin");
  await second.sheet.save();
  assert.deepEqual(await texts(kept), [["draft", "Çukur büyük"], ["draft", "Çukur derin"]]);
});

test("a tab in which nothing was typed shows what became of its application", async () => {
  const kept = inMemory(draft());
  const { sheet } = tab(kept, draft());
  assert.equal(await sheet.giveWay(), false);
  await kept.change("key", (one) => ({ ...one, written: 5, fields: [["text", "Çukur büyük"]] }));
  assert.equal(await sheet.giveWay(), true);
  assert.deepEqual(sheet.application.fields, [["text", "Çukur büyük"]]);
  await kept.change("key", (one) => ({ ...one, state: "waiting" }));
  assert.equal(await sheet.giveWay(), true);
  assert.deepEqual(sheet.application.fields, []);
  assert.notEqual(sheet.application.key, "key");
});

test("the writes of one tab follow each other under one key", async () => {
  const kept = inMemory();
  const { sheet, type } = tab(kept);
  type("Ç");
  const first = sheet.save();
  type("Çu");
  await Promise.all([first, sheet.save(), sheet.send()]);
  assert.deepEqual(await texts(kept), [["waiting", "Çu"]]);
});

test("what was emptied leaves the telephone, and does not come back under its key", async () => {
  const kept = inMemory(draft());
  const { sheet, type } = tab(kept, draft());
  type("");
  await sheet.save();
  assert.deepEqual(await kept.all(), []);
  type("Ağaç");
  await sheet.save();
  assert.deepEqual(await texts(kept), [["draft", "Ağaç"]]);
  assert.notEqual((await kept.all())[0].key, "key");
});

test("what had no room is kept the next time", async () => {
  const kept = inMemory();
  const { sheet, type } = tab({ ...kept, change: (...of) => change(...of) });
  let change = () => Promise.reject(new Error("full"));
  type("Çukur");
  await assert.rejects(sheet.save());
  change = kept.change;
  await sheet.save();
  assert.deepEqual(await texts(kept), [["draft", "Çukur"]]);
});
