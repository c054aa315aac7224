// What stays in the field of a chat when words of it were taken. Pure.

/** Return what was typed after the words that are with the server now. */
export function restOf(typed: string, sent: string): string {
  return typed.startsWith(sent) ? typed.slice(sent.length).trimStart() : typed;
}
