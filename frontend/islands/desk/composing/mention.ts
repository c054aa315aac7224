// The name that is begun behind an @ at the cursor. Pure.
import { inserted, type Insertion } from "./insertion";

export interface Begun {
  /** Where the @ stands. */
  start: number;
  word: string;
}

/** Return what is typed of a name; nothing within a word, as in an address of e-mail. */
export function begun(text: string, cursor: number): Begun | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}_.+-]*)$/u.exec(text.slice(0, cursor));
  return found ? { start: cursor - found[1]!.length - 1, word: found[1]! } : null;
}

/** Tell whether a colleague is meant: their name, or one of its parts, begins so. */
export function fits(name: string, word: string): boolean {
  const typed = word.toLocaleLowerCase("tr");
  return name.toLocaleLowerCase("tr").split(/[\s@]+/).some((part) => part.startsWith(typed));
}

/** Put a whole name in place of what is begun, with a space behind it. */
export function named(text: string, cursor: number, name: string): Insertion {
  const at = begun(text, cursor);
  if (!at) return { text, cursor };
  const { text: whole, cursor: behind } = inserted(text, at.start, cursor, `@${name}`);
  if (whole[behind] === " ") return { text: whole, cursor: behind + 1 };
  return { text: `${whole.slice(0, behind)} ${whole.slice(behind)}`, cursor: behind + 1 };
}
