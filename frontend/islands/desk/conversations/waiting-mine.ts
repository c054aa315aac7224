// Which of one's own conversations have something new. Pure.

/** Find one in which somebody wrote since: it waits now and did not, or has waited since another time. */
export function news(before: readonly string[], now: readonly string[]): string | undefined {
  return now.find((each) => !before.includes(each));
}
