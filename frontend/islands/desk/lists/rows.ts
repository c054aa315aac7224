// The rows of a list by their ids. Pure.

/** Return the row for the cursor in a fresh list: its own; without it the next one that stayed, else the one before. */
export function cursor(before: readonly string[], at: string, fresh: readonly string[]): string | undefined {
  const place = before.indexOf(at);
  const nearest = [...before.slice(place), ...before.slice(0, place).reverse()];
  return nearest.find((row) => fresh.includes(row));
}
