// Enter in the line of ready answers. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Picking } from "./picking.ts";

test("Enter takes the first of a list that answers what is typed", () => {
  const picking = new Picking();
  assert.equal(picking.enter({ typed: "acil", answers: "acil", hidden: false }), "take");
});

test("a list of other words is no answer: the right one is asked for, and taken once when it comes", () => {
  const picking = new Picking();
  assert.equal(picking.enter({ typed: "acil", answers: "", hidden: false }), "ask");
  assert.equal(picking.came("aci"), false);
  assert.equal(picking.came("acil"), true);
  assert.equal(picking.came("acil"), false);
});

test("the first list may not be there yet when Enter comes", () => {
  const picking = new Picking();
  assert.equal(picking.enter({ typed: "acil", answers: undefined, hidden: true }), "ask");
});

test("an empty line and a hidden list take nothing, also when that list comes again", () => {
  const picking = new Picking();
  assert.equal(picking.enter({ typed: "", answers: "", hidden: false }), "nothing");
  assert.equal(picking.enter({ typed: "  ", answers: "acil", hidden: false }), "nothing");
  assert.equal(picking.enter({ typed: "acil", answers: "acil", hidden: true }), "nothing");
  assert.deepEqual([picking.came(""), picking.came("acil")], [false, false]);
});

test("whoever types on or leaves the line wants no longer what Enter asked for", () => {
  const picking = new Picking();
  picking.enter({ typed: "acil", answers: "", hidden: false });
  picking.forget();
  assert.equal(picking.came("acil"), false);
});

test("an Enter that does nothing takes back the one before", () => {
  const picking = new Picking();
  picking.enter({ typed: "acil", answers: "", hidden: false });
  picking.enter({ typed: "", answers: "", hidden: false });
  assert.equal(picking.came("acil"), false);
});
