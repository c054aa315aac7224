// How this page came up: asked for, or in place of one that the line did not carry.
import { forget, kept } from "../waiting/steps";

const OWN = "/apply/offline/";
const LAST_STEP = "/apply/check/";
const SENT = "/apply/sent/";

const from = new URLSearchParams(location.search).get("from");

/** Tell whether an application was on its way when the line broke: it may have arrived. */
export function isUnclear(): boolean {
  return from === LAST_STEP || location.pathname === SENT || kept().sending === true;
}

/** Return what was typed on the pages in this tab, to go on with here; null if there is nothing. */
export function carried(): [string, string][] | null {
  // The server may have it all; written once more it would be two
  if (isUnclear()) return null;
  const inPlace = location.pathname !== OWN || from !== null;
  const words = Object.values(kept().steps).flat().filter(([, value]) => value !== "");
  if (!inPlace || words.length === 0) return null;
  forget();
  return words;
}
