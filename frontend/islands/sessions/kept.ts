// What was typed and not taken, by whom and into which forms. Pure.

export type Words = [string, string][];

export interface Unsent {
  /** Whose words these are; nobody else gets them. */
  user: string;
  /** The session had ended: a page of the desk asks for them again. */
  ended: boolean;
  /** Fields by the name of their form (`names`). */
  forms: Record<string, Words>;
}

/** Leave out what nobody may read in a browser's memory: files, the token of the page, `secret` fields. */
export function readable(entries: Iterable<[string, unknown]>, secret: string[]): Words {
  const isOpen = (name: string): boolean => name !== "csrfmiddlewaretoken" && !secret.includes(name);
  return [...entries].filter((entry): entry is [string, string] => typeof entry[1] === "string" && isOpen(entry[0]));
}

/** Name forms by where they send; several of one page that send to the same address by their order. */
export function names(addresses: string[]): string[] {
  return addresses.map((address, place) => {
    const before = addresses.slice(0, place).filter((each) => each === address).length;
    return before ? `${address} ${before + 1}` : address;
  });
}

/** Add forms to what is kept; what arrived, or is another person's, is kept no longer. */
export function added(before: Unsent | null, { user, ended, forms }: Unsent): Unsent {
  const mine = before?.user === user && before.ended ? before.forms : {};
  return { user, ended, forms: { ...mine, ...forms } };
}

/** Part what is kept into what the forms of a page get back, and what is still kept after it. */
export function handedBack(
  kept: Unsent | null,
  user: string,
  here: string[],
): { back: Record<string, Words>; rest: Unsent | null } {
  if (!kept || !user) return { back: {}, rest: kept };
  // Sent, and answered by another page than the sign-in: it arrived.
  if (!kept.ended) return { back: {}, rest: null };
  if (kept.user !== user) return { back: {}, rest: kept };
  const all = Object.entries(kept.forms);
  const rest = Object.fromEntries(all.filter(([name]) => !here.includes(name)));
  const back = Object.fromEntries(all.filter(([name]) => here.includes(name)));
  return { back, rest: Object.keys(rest).length ? { ...kept, forms: rest } : null };
}
