// Where the words of a ready answer stand in a field. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inserted } from "./insertion.ts";

test("words go where the cursor stands, and it stands behind them", () => {
  assert.deepEqual(inserted("", 0, 0, "Merhaba."), { text: "Merhaba.", cursor: 8 });
  assert.deepEqual(inserted("Sayın Ayşe,\n", 12, 12, "ekip yolda."), { text: "Sayın Ayşe,\nekip yolda.", cursor: 23 });
});

test("a space parts them from what stands there", () => {
  assert.deepEqual(inserted("abcd", 2, 2, "X"), { text: "ab X cd", cursor: 4 });
});

test("what is selected gives way", () => {
  assert.deepEqual(inserted("eski söz kalır", 0, 8, "yeni"), { text: "yeni kalır", cursor: 4 });
});
