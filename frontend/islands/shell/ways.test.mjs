// Where a press leads, and what an answer means. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { entryOf, leads, nameOf, shownBy } from "./ways.ts";

const HERE = "https://153.example/unit/?view=late";
const PLAIN = { button: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const led = (href, held = {}, link = {}) =>
  leads({ href, target: "", isDownload: false, ...link }, { ...PLAIN, ...held }, HERE);

test("a link of this site leads to another page in this window", () => {
  assert.equal(led("https://153.example/desk/"), true);
  assert.equal(led("https://153.example/unit/"), true);
  assert.equal(led(HERE), true);
});

test("a press that means another window, a file, another site or a place here is the browser's", () => {
  for (const held of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]) {
    assert.equal(led("https://153.example/desk/", held), false);
  }
  assert.equal(led("https://153.example/desk/", {}, { target: "_blank" }), false);
  assert.equal(led("https://153.example/desk/", {}, { isDownload: true }), false);
  for (const href of ["https://elsewhere.example/desk/", "tel:+90153", `${HERE}#content`]) {
    assert.equal(led(href), false);
  }
});

const answered = (status, isPost = false, type = "text/html; charset=utf-8", disposition = "") =>
  shownBy({ status, type, disposition }, isPost);

test("a page that breaks does not take the place of one that works", () => {
  assert.equal(answered(502), "failed");
  assert.equal(answered(404), "page");
  // What was sent and not taken says so on a page of its own
  assert.equal(answered(507, true), "page");
});

test("a session that ended leaves the page where it is", () => {
  assert.equal(answered(401), "ended");
  assert.equal(answered(401, true), "ended");
});

test("a document is a file, and none when it was refused", () => {
  assert.equal(answered(200, true, "application/pdf", "attachment; filename=a.pdf"), "file");
  assert.equal(answered(200, false, "image/jpeg", "inline"), "file");
  assert.equal(answered(404, false, "text/plain"), "failed");
});

const stood = (status, url, redirected, isPost = true) => entryOf({ status, url, redirected }, isPost, HERE);

test("what was taken leads on; what came back with errors stays where it was filled in", () => {
  const page = "https://153.example/unit/cases/1/return/";
  assert.deepEqual(stood(200, "https://153.example/unit/#top", true), {
    address: "https://153.example/unit/", isNew: true,
  });
  assert.deepEqual(stood(422, page, false), { address: HERE, isNew: false });
  assert.deepEqual(stood(403, page, false), { address: HERE, isNew: true });
  assert.deepEqual(stood(200, page, false), { address: page, isNew: true });
  assert.deepEqual(stood(200, HERE, false), { address: HERE, isNew: false });
  assert.deepEqual(stood(200, page, false, false), { address: page, isNew: true });
});

test("a file has the name that its answer gives it", () => {
  assert.equal(nameOf("attachment; filename*=utf-8''ba%C5%9Fvuru.pdf", HERE), "başvuru.pdf");
  assert.equal(nameOf('attachment; filename="a b.pdf"', HERE), "a b.pdf");
  assert.equal(nameOf("attachment", "https://153.example/files/plan.pdf"), "plan.pdf");
});
