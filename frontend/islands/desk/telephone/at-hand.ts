// What a panel belongs to: a call, and the work after it. Pure.

/** The call bar as a page shows it: what its agent does, and which call is at hand. */
export interface Shown {
  state?: string;
  call?: string;
}

/** Tell whether what was begun before still concerns the same call. */
export function stays(before: Shown, now: Shown): boolean {
  if (now.state === "wrap_up") return before.state === "talking" || before.state === "wrap_up";
  return now.state === "talking" && before.state === "talking" && before.call === now.call;
}
