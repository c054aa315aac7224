// Bootstrap without what no page uses: an esbuild plugin. Whoever wants another class of it adds the
// name here; tests/web/kit/test_styles.py compares the list with the templates.
import { readFile } from "node:fs/promises";

export const USED = [
  "btn", "btn-primary", "btn-sm",
  "form-check", "form-check-input", "form-control", "form-control-sm", "form-select", "form-select-sm",
  "m-0", "mt-0", "mb-0", "mb-1", "mb-2", "mb-3", "mt-3", "mt-4", "my-3",
  "small", "table", "visually-hidden",
];

/** Tell whether a selector matches something on a page of ours. Themes are tokens.css and dark.css. */
function isUsed(selector) {
  const classes = selector.match(/\.[a-z][\w-]*/gi) ?? [];
  return classes.every((name) => USED.includes(name.slice(1))) && !selector.includes("[data-bs-");
}

/** Return the rules of a style sheet that are used. */
export function used(css) {
  return css.replace(/([^{};]+)\{((?:[^{}]|\{[^{}]*\})*)\}/g, (_, head, body) => {
    const name = head.trim();
    // Only what is left out moves
    if (name.startsWith("@keyframes")) return "";
    const isRule = !name.startsWith("@");
    const kept = isRule ? name.split(",").filter(isUsed).join(",") : name;
    const content = isRule ? body : used(body);
    return kept && content.trim() ? `${kept}{${content}}\n` : "";
  });
}

export const bootstrap = {
  name: "bootstrap",
  setup: ({ onLoad }) => onLoad({ filter: /bootstrap\/dist\/css\/bootstrap\.css$/ }, async ({ path }) => {
    const css = await readFile(path, "utf8");
    const [license] = css.match(/\/\*![^]*?\*\//) ?? [""];
    return { contents: license + used(css.replace(/\/\*[^]*?\*\//g, "")), loader: "css" };
  }),
};
