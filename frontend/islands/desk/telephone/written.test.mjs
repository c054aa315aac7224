// Numbers that a page writes by itself. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { written } from "./written.ts";

const turkish = (number) => written(number, "+90", "0### ### ## ##");
const american = (number) => written(number, "+1", "(###) ###-####");

test("a number at home is written as people write it there", () => {
  assert.equal(turkish("+905320000103"), "0532 000 01 03");
  assert.equal(turkish("05320000103"), "0532 000 01 03");
  assert.equal(american("+12125552368"), "(212) 555-2368");
  assert.equal(american("2125552368"), "(212) 555-2368");
});

test("any other number stays as it came", () => {
  for (const number of ["", "153", "+442079460958", "+9044411530", "anonymous", "+90532abc0103"]) {
    assert.equal(turkish(number), number);
  }
});
