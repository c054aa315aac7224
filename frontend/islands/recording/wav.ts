// A wav file of 16 bits and one channel, which every program reads. Pure.

const HEAD = 44;

function words(view: DataView, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) view.setUint8(at + index, text.charCodeAt(index));
}

/** Return samples between -1 and 1 as a wav file. */
export function wav(samples: Float32Array, rate: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(HEAD + 2 * samples.length));
  words(view, 0, "RIFF");
  view.setUint32(4, HEAD - 8 + 2 * samples.length, true);
  words(view, 8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  words(view, 36, "data");
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, index) => {
    const value = Math.max(-1, Math.min(1, sample));
    view.setInt16(HEAD + 2 * index, Math.round(value * 32767), true);
  });
  return view.buffer as ArrayBuffer;
}
