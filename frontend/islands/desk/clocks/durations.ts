// Lengths and limits of time as a page writes them. Pure.

/** Write seconds as a clock does: `2:05`, `1:00:09`; empty if they are not known. */
export function duration(seconds: number): string {
  if (Number.isNaN(seconds)) return "";
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number): string => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Return the seconds from one instant to another, each in ISO 8601 or in milliseconds. */
export function between(from: string | number, until: string | number): number {
  const [begin, end] = [from, until].map((each) => (typeof each === "string" ? Date.parse(each) : each));
  return (end! - begin!) / 1000;
}
