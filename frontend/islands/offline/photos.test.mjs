// Photos are waited for. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Shrinking } from "./photos.ts";

test("whoever sends waits for every photo, also for one that is chosen meanwhile", async () => {
  const added = [];
  const photos = new Shrinking((photo) => {
    added.push(photo);
    if (photo === "small 2") photos.take([3]);
  }, async (file) => `small ${file}`);
  assert.equal(photos.isBusy, false);
  photos.take([1, 2]);
  assert.deepEqual([photos.isBusy, added], [true, []]);
  await photos.done();
  assert.deepEqual([photos.isBusy, added], [false, ["small 1", "small 2", "small 3"]]);
});
