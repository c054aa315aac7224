import assert from "node:assert/strict";
import { test } from "node:test";
import { wav } from "./wav.ts";

test("samples become a wav file of 16 bits that says its own length", () => {
  const view = new DataView(wav(new Float32Array([0, 1, -1, 2]), 16000));
  const words = (at, length) =>
    String.fromCharCode(...new Uint8Array(view.buffer, at, length));
  assert.equal(words(0, 4) + words(8, 8), "RIFFWAVEfmt ");
  assert.equal(view.getUint32(4, true), view.byteLength - 8);
  assert.equal(view.getUint32(24, true), 16000);
  assert.equal(view.getUint32(40, true), 8);
  assert.deepEqual([0, 1, 2, 3].map((index) => view.getInt16(44 + 2 * index, true)), [0, 32767, -32767, 32767]);
});
