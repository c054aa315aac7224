// In which order drafts are sent, and that none is lost. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DraftQueue, RETRY_MS, WAIT_MS } from "./draft-queue.ts";

/** A page whose server answers when the test says so. */
function opened() {
  const form = { words: "" };
  const page = {
    posts: [], said: [], planned: [], isShown: true,
    isThere: () => page.isShown,
    post: ({ words }, signal, isLeaving) => new Promise((answer) => {
      page.posts.push({ words, answer, isLeaving });
      signal.addEventListener("abort", () => answer("called back"));
    }),
    say: (_, word) => page.said.push(word),
    plan: (_, after) => page.planned.push(after),
    cancel: () => undefined,
  };
  const drafts = new DraftQueue(page);
  const type = (words) => {
    form.words = words;
    drafts.changed(form);
  };
  return { form, page, drafts, type, sent: () => page.posts.map(({ words }) => words) };
}

/** Let everything happen that waits for nobody. */
const settle = () => new Promise((done) => setImmediate(done));

test("a draft goes when nobody types any more, and is said to be saved once it is", async () => {
  const { form, page, drafts, type, sent } = opened();
  type("bir");
  assert.deepEqual(page.planned, [WAIT_MS]);
  const saved = drafts.save(form);
  await settle();
  assert.deepEqual([sent(), page.said], [["bir"], [""]]);
  page.posts[0].answer("saved");
  await saved;
  assert.deepEqual(page.said, ["", "saved"]);
});

test("of two the second waits for the first: the older is never kept last", async () => {
  const { form, page, drafts, type, sent } = opened();
  type("bir");
  void drafts.save(form);
  await settle();
  type("bir iki");
  const last = drafts.save(form);
  await settle();
  assert.deepEqual(sent(), ["bir"]);
  page.posts[0].answer("saved");
  await settle();
  assert.deepEqual(sent(), ["bir", "bir iki"]);
  assert.equal(page.said.includes("saved"), false);
  page.posts[1].answer("saved");
  await last;
  assert.equal(page.said.at(-1), "saved");
});

test("what did not arrive is tried again, until it does", async () => {
  const { form, page, drafts, type, sent } = opened();
  type("bir");
  for (const why of ["waiting", "ended"]) {
    const saved = drafts.save(form);
    await settle();
    page.posts.at(-1).answer(why);
    await saved;
    assert.deepEqual([page.said.at(-1), page.planned.at(-1)], [why, RETRY_MS]);
  }
  void drafts.save(form);
  await settle();
  assert.deepEqual(sent(), ["bir", "bir", "bir"]);
});

test("nothing new is not sent, and neither is what is gone from the page", async () => {
  const { form, page, drafts, type, sent } = opened();
  await drafts.save(form);
  type("bir");
  page.isShown = false;
  await drafts.save(form);
  assert.deepEqual(sent(), []);
});

test("before another page comes all is sent, and what is on its way is waited for", async () => {
  const { form, page, drafts, type } = opened();
  type("bir");
  void drafts.save(form);
  await settle();
  let isDone = false;
  const flushed = drafts.flush().then(() => (isDone = true));
  await settle();
  assert.equal(isDone, false);
  page.posts[0].answer("saved");
  await flushed;
});

test("a record that is sent takes its draft along; one that did not arrive is a draft again", async () => {
  const { form, page, drafts, type, sent } = opened();
  type("bir");
  void drafts.save(form);
  await settle();
  type("bir iki");
  const before = drafts.settled(form);
  drafts.taken(form);
  await before;
  await drafts.save(form);
  assert.deepEqual(sent(), ["bir"]);
  drafts.later(form);
  void drafts.save(form);
  await settle();
  assert.deepEqual(sent(), ["bir", "bir iki"]);
});

test("what was typed while a draft was on its way goes with the record that waits for it", async () => {
  const { form, page, drafts, type, sent } = opened();
  type("bir");
  void drafts.save(form);
  await settle();
  type("bir iki");
  const before = drafts.settled(form);
  page.posts[0].answer("saved");
  await before;
  await drafts.save(form);
  assert.deepEqual(sent(), ["bir"]);
  assert.equal(drafts.settled(form), undefined);
});

test("a page that goes sends what is unsent and what would end with it", async () => {
  const { form, page, drafts, type, sent } = opened();
  type("bir");
  void drafts.save(form);
  await settle();
  drafts.leave();
  assert.deepEqual([sent(), page.posts.map(({ isLeaving }) => isLeaving)], [["bir", "bir"], [false, true]]);
  page.posts[1].answer("saved");
  await settle();
  drafts.leave();
  assert.equal(page.posts.length, 2);
});
