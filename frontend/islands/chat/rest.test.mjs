import assert from "node:assert/strict";
import test from "node:test";
import { restOf } from "./rest.ts";

test("what was taken leaves the field", () => {
  assert.equal(restOf("Su yok", "Su yok"), "");
});

test("what was typed meanwhile stays", () => {
  assert.equal(restOf("Su yok\nİki gündür", "Su yok"), "İki gündür");
});

test("words that somebody wrote anew stay as they are", () => {
  assert.equal(restOf("Elektrik yok", "Su yok"), "Elektrik yok");
});
