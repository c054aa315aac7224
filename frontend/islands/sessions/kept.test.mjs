// Who gets back what was not taken. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { added, handedBack, names, readable } from "./kept.ts";

const words = (text) => [["text", text]];
const kept = (forms, facts = {}) => ({ user: "elif", ended: true, forms, ...facts });

test("what was typed comes back into the form it was typed into, and once", () => {
  const { back, rest } = handedBack(kept({ "/desk/": words("su yok") }), "elif", ["/desk/"]);
  assert.deepEqual(back, { "/desk/": words("su yok") });
  assert.equal(rest, null);
});

test("what belongs to another page waits for it", () => {
  const all = kept({ "/desk/": words("su yok"), "/unit/": words("bakıldı") });
  const { back, rest } = handedBack(all, "elif", ["/unit/", "/other/"]);
  assert.deepEqual(back, { "/unit/": words("bakıldı") });
  assert.deepEqual(rest, kept({ "/desk/": words("su yok") }));
});

test("another person gets nothing, and takes nothing away", () => {
  const all = kept({ "/desk/": words("su yok") });
  for (const user of ["hakan", ""]) assert.deepEqual(handedBack(all, user, ["/desk/"]), { back: {}, rest: all });
});

test("what was sent and answered by a page has arrived", () => {
  const sent = kept({ "/desk/": words("su yok") }, { ended: false });
  assert.deepEqual(handedBack(sent, "elif", ["/desk/"]), { back: {}, rest: null });
});

test("forms are added to those of the same person that did not arrive, and to no others", () => {
  const more = kept({ "/unit/": words("bakıldı") });
  const before = kept({ "/desk/": words("su yok") });
  assert.deepEqual(added(before, more).forms, { ...before.forms, ...more.forms });
  for (const other of [null, { ...before, user: "hakan" }, { ...before, ended: false }]) {
    assert.deepEqual(added(other, more), more);
  }
  assert.deepEqual(added(before, kept({ "/desk/": words("su geldi") })).forms, { "/desk/": words("su geldi") });
});

test("a password is not written down, nor what is no words", () => {
  const entries = [["csrfmiddlewaretoken", "k"], ["name", "Elif"], ["password", "gizli"], ["photo", new Blob()]];
  assert.deepEqual(readable(entries, ["password"]), [["name", "Elif"]]);
});

test("two forms of a page that send to the same address are two", () => {
  assert.deepEqual(names(["/a/", "/b/", "/a/", "/a/"]), ["/a/", "/b/", "/a/ 2", "/a/ 3"]);
});
