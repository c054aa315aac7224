import assert from "node:assert/strict";
import { test } from "node:test";
import { cursor } from "./rows.ts";

test("the cursor stays at its row, wherever that is now", () => {
  assert.equal(cursor(["a", "b", "c"], "b", ["b", "a", "c"]), "b");
});

test("where its row has left, it goes to the next one that stayed, else to the one before", () => {
  assert.equal(cursor(["a", "b", "c", "d"], "b", ["a", "new", "d"]), "d");
  assert.equal(cursor(["a", "b", "c"], "c", ["a", "b"]), "b");
});

test("an empty list has no place for it", () => {
  assert.equal(cursor(["a"], "a", []), undefined);
});
