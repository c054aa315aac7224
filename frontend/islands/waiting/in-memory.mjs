// The applications of a telephone for tests, and one of them.

/** As `kept` of kept.ts, without a browser. */
export function inMemory(...rows) {
  const kept = new Map(rows.map((one) => [one.key, one]));
  return {
    all: async () => [...kept.values()],
    async change(key, become) {
      await null; // as a database it answers later
      const found = kept.get(key) ?? null;
      const after = become(found);
      if (after === null) kept.delete(key);
      else kept.set(key, after);
      return after;
    },
  };
}

export function application(key, more = {}) {
  return {
    key, state: "waiting", fields: [["text", key]], photos: [], written: 0,
    tried: false, failures: 0, rests: 0, trouble: "", told: null, ...more,
  };
}
