// Topics by the words that people say, as the server finds them (city/queries/topics.py). Pure.

/** Write words as they are compared: small, without dots, hooks and accents. */
export function folded(words: string): string {
  const small = words.toLocaleLowerCase("tr").normalize("NFD").replace(/\p{M}/gu, "");
  return small.replaceAll("ı", "i");
}

/** Tell whether each typed word begins a word of the topic. */
export function fits(typed: string, topic: string): boolean {
  const words = folded(topic).split(/[^\p{L}\p{N}]+/u);
  const asked = folded(typed).split(/\s+/).filter(Boolean);
  return asked.every((one) => words.some((word) => word.startsWith(one)));
}
