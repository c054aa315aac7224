// What is new is told once, in whichever tab comes first: numbers that only grow. Pure but for what
// is kept.

type Numbers = Pick<Storage, "getItem" | "setItem">;

/** Tell whether a number is greater than all before it; 0 or none is nothing to tell. */
export function isNewer(key: string, number: number, kept: Pick<Numbers, "getItem">): boolean {
  // Words of an older version are no number: they are as nothing
  return number > (Number(kept.getItem(key)) || 0);
}

/** Tell whether a number is newer, and keep it. */
export function isNews(key: string, number: number, kept: Numbers): boolean {
  if (!isNewer(key, number, kept)) return false;
  kept.setItem(key, String(number));
  return true;
}
