// Words that go into a field at the cursor, with a space between them and what stands there. Pure.

export interface Insertion {
  text: string;
  /** Where the cursor stands behind them. */
  cursor: number;
}

/** Put words in place of what is selected from `start` to `end`. */
export function inserted(text: string, start: number, end: number, words: string): Insertion {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const lead = before && !/\s$/.test(before) ? " " : "";
  const tail = after && !/^\s/.test(after) ? " " : "";
  return { text: before + lead + words + tail + after, cursor: (before + lead + words).length };
}
