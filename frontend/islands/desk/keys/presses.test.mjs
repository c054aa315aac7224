// Which key was pressed, and where a step leads. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { along, around, plain, pressed } from "./presses.ts";

test("a press has the name that the sheet of keys gives it", () => {
  const named = [
    [{ key: "/" }, "/"],
    [{ key: "?", shiftKey: true }, "?"],
    [{ key: "F8", shiftKey: true }, "Shift+F8"],
    [{ key: "Enter", ctrlKey: true }, "Ctrl+Enter"],
    [{ key: "Enter", metaKey: true }, "Ctrl+Enter"],
    [{ key: "F9", ctrlKey: true, altKey: true, shiftKey: true }, "Ctrl+Alt+Shift+F9"],
  ];
  for (const [press, name] of named) assert.equal(pressed(press), name);
});

test("a field that the browser fills in by itself is no press", () => {
  assert.equal(pressed({}), "");
  assert.equal(plain({}), "");
});

test("a letter is the same with Caps Lock, also the dotted one, and none while something is held", () => {
  assert.deepEqual(["j", "J", "I", "Escape"].map((key) => plain({ key })), ["j", "j", "i", "Escape"]);
  for (const held of ["ctrlKey", "altKey", "metaKey"]) assert.equal(plain({ key: "j", [held]: true }), "");
});

test("steps go around, or stop at the ends", () => {
  assert.deepEqual([around(2, 1, 3), around(0, -1, 3), around(1, 1, 3)], [0, 2, 2]);
  assert.deepEqual([along(2, 1, 3), along(0, -1, 3), along(1, 1, 3)], [2, 0, 2]);
});

test("from nowhere one comes to the first, and backwards around to the last", () => {
  assert.deepEqual([around(-1, 1, 3), around(-1, -1, 3)], [0, 2]);
  assert.deepEqual([along(-1, 1, 3), along(-1, -1, 3)], [0, 0]);
});
