// The letters beyond Latin-1 that the pages carry: those of Turkish and its neighbors, as type.css
// names them. The font as it is published has all of Vietnamese and phonetics, 70 kB that a telephone
// on a slow line would fetch with each first page. An esbuild plugin.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import subset from "subset-font";

const FONT = /inter-latin-ext-wght-normal\.woff2$/;
const SHEET = fileURLToPath(new URL("styles/type.css", import.meta.url));

/** Return the letters of the first font of the sheet, by its `unicode-range`. */
function named(css) {
  const [, range] = css.match(/latin-ext[^}]*unicode-range:\s*([^;]+);/);
  return range.split(",").flatMap((part) => {
    const [first, last = first] = part.trim().slice("U+".length).split("-").map((hex) => parseInt(hex, 16));
    return Array.from({ length: last - first + 1 }, (_, more) => String.fromCodePoint(first + more));
  }).join("");
}

export const letters = {
  name: "letters",
  setup: ({ onLoad }) => onLoad({ filter: FONT }, async ({ path }) => {
    const text = named(await readFile(SHEET, "utf8"));
    return { contents: await subset(await readFile(path), text, { targetFormat: "woff2" }), loader: "file" };
  }),
};
