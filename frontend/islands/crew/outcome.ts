// What becomes of a report that was sent, and which work is nearest. Pure.

export type Outcome = "arrived" | "signed out" | "refused" | "later";

/** Say what an answer means: only what arrived is forgotten, and only what was refused is not tried again. */
export function outcome(status: number): Outcome {
  if (status === 401 || status === 403) return "signed out";
  if (status >= 200 && status < 300) return "arrived";
  return status < 500 ? "refused" : "later";
}

/** Name the field that a report lacks; the server asks for the same (web/crew/forms.py). */
export function lacks(said: { found: string | null; note: string }): "found" | "note" | null {
  if (!said.found) return "found";
  return said.found === "needs_more" && !said.note.trim() ? "note" : null;
}

export interface Point {
  lat: number;
  lon: number;
}

/** Kilometers in a degree, as in core/geo.py. */
const DEGREE_KM = 111.195;

/** Return the kilometers between two places of a city as the crow flies. */
export function kilometers(one: Point, other: Point): number {
  const east = (one.lon - other.lon) * Math.cos((other.lat * Math.PI) / 180);
  return Math.hypot(one.lat - other.lat, east) * DEGREE_KM;
}
