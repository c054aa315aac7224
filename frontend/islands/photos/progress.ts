// What is said of a photo on its way. Pure.

/** Write words and how much is done (0 to 1) as people of a language do: `%40`, `40%`. */
export function progress(words: string, part: number | undefined, language: string): string {
  if (part === undefined) return words;
  const percent = new Intl.NumberFormat(language || undefined, { style: "percent" });
  return `${words} ${percent.format(part)}`;
}
