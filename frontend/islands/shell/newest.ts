// What is new is told once, in whichever tab comes first: numbers that only grow. Pure but for what
// is kept.

/** Tell whether a number is greater than all before it, and keep it; 0 or none is nothing to tell. */
export function isNews(key: string, number: number, kept: Pick<Storage, "getItem" | "setItem">): boolean {
  // Words of an older version are no number: they are as nothing
  const before = Number(kept.getItem(key)) || 0;
  if (!(number > before)) return false;
  kept.setItem(key, String(number));
  return true;
}
