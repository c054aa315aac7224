// What is said of a photo on its way. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { progress } from "./progress.ts";

test("how much is sent is written as readers write it", () => {
  assert.equal(progress("Fotoğraf gönderiliyor:", 0.404, "tr"), "Fotoğraf gönderiliyor: %40");
  assert.equal(progress("Sending the photo:", 1, "en"), "Sending the photo: 100%");
});

test("what is not under way has no share", () => {
  assert.equal(progress("It could not be sent.", undefined, "en"), "It could not be sent.");
});
