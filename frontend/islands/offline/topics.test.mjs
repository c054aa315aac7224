// Topics are found in the telephone. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fits, folded } from "./topics.ts";

const TREES = "Ağaç budama Parklar ağaç, dal, kesim, İĞDE";

test("letters are compared without what a telephone's keyboard lacks", () => {
  assert.equal(folded("AĞAÇ IŞIK İğde çöp"), "agac isik igde cop");
});

test("each word begins one of the topic's, in any order", () => {
  assert.equal(fits("agac bud", TREES), true);
  assert.equal(fits("BUDAMA ağaç", TREES), true);
  assert.equal(fits("igde", TREES), true);
  assert.equal(fits("udama", TREES), false);
  assert.equal(fits("agac cukur", TREES), false);
});

test("nothing typed fits everything", () => {
  assert.equal(fits("  ", TREES), true);
});
