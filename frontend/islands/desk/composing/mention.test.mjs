// Names behind an @ in a note. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { begun, fits, named } from "./mention.ts";

test("a name begins behind an @, and not within an address", () => {
  assert.deepEqual(begun("Bak @el", 7), { start: 4, word: "el" });
  assert.deepEqual(begun("@", 1), { start: 0, word: "" });
  assert.equal(begun("153@ko", 6), null);
  assert.equal(begun("@elif bak", 9), null);
});

test("a colleague is found by any part of the name, in Turkish letters", () => {
  assert.ok(fits("İrem Işık @irem", "ış"));
  assert.ok(fits("İrem Işık @irem", "i"));
  assert.ok(!fits("Elif Kaya @elif", "ay"));
});

test("the whole name takes the place of what is begun, and one goes on behind it", () => {
  assert.deepEqual(named("Bak @el", 7, "elif"), { text: "Bak @elif ", cursor: 10 });
  assert.deepEqual(named("Bak @el lütfen", 7, "elif"), { text: "Bak @elif lütfen", cursor: 10 });
});
