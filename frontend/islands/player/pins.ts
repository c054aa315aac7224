// Remarks that begin with a place in the recording: `1:05 Does not say her name.` Pure.

const PLACE = /^\s*(?:\d+:)?\d{1,3}:[0-5]\d(?:\s+|$)/;

/** Return a remark with a place before it, in the stead of the one that it has. */
export function pinned(remark: string, place: string): string {
  return `${place} ${remark.replace(PLACE, "")}`;
}
