// How a press of a key is named, and where a step among several leads. Pure.

/** What of a press says which key it is. */
export interface Press {
  /** Missing where a browser fills a field in by itself, and calls that a press. */
  key?: string;
  ctrlKey?: boolean;
  altKey?: boolean;
  shiftKey?: boolean;
  metaKey?: boolean;
}

/** Name a press as `data-key` does: `Ctrl+Enter`, `Shift+F8`, `?`; empty if no key was pressed. */
export function pressed({ key, ctrlKey, altKey, shiftKey, metaKey }: Press): string {
  if (!key) return "";
  const held = [ctrlKey || metaKey ? "Ctrl" : "", altKey ? "Alt" : ""];
  if (shiftKey && key.length > 1) held.push("Shift");
  return [...held.filter(Boolean), key].join("+");
}

/** Name a letter that is pressed alone, with Caps Lock as without; empty for anything held. */
export function plain({ key, ctrlKey, altKey, metaKey }: Press): string {
  if (!key || ctrlKey || altKey || metaKey) return "";
  return key.length === 1 ? key.toLocaleLowerCase("en") : key;
}

/** Go from one of `count` to the next, around the ends; from none (-1) to the first or the last. */
export function around(at: number, by: number, count: number): number {
  if (at < 0) return by > 0 ? 0 : count - 1;
  return (at + by + count) % count;
}

/** Go from one of `count` to the next, and no farther than the ends; from none (-1) to the first. */
export function along(at: number, by: number, count: number): number {
  return at < 0 ? 0 : Math.min(Math.max(at + by, 0), count - 1);
}
