// The name of this page among an agent's screens: kept through a reload, another in another tab.

const KEY = "alo-screen";

export function screenName(): string {
  const kept = sessionStorage.getItem(KEY);
  if (kept) return kept;
  const name = crypto.randomUUID();
  sessionStorage.setItem(KEY, name);
  return name;
}
