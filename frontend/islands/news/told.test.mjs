import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "./told.ts";

const told = (body, title = "Kocaeli 153") => JSON.stringify({ id: "1", title, body });

test("the last line is the page, and is not shown", () => {
  assert.deepEqual(read(told("Yeni bilgi var.\nhttps://153.example/t/abc/"), "153.example"), {
    title: "Kocaeli 153", body: "Yeni bilgi var.", page: "/t/abc/",
  });
});

test("a page of another site is opened on this one", () => {
  assert.equal(read(told("x\nhttps://elsewhere.example/t/abc/"), "s").page, "/t/abc/");
  assert.equal(read(told("x\nhttps://elsewhere.example//evil.example/"), "s").page, "//evil.example/");
});

test("without a page it is the first one", () => {
  for (const body of ["Yeni bilgi var.", "Yeni bilgi var.\njavascript:alert(1)", "x\nhttps://["]) {
    assert.equal(read(told(body), "s").page, "/");
  }
});

test("what nobody can read is told all the same", () => {
  for (const broken of ["", "{", "null", "[]", "7"]) {
    assert.deepEqual(read(broken, "153.example"), { title: "153.example", body: "", page: "/" });
  }
});
