// Builds islands and styles into the folder that Django serves: `$ALO153_VAR/frontend/alo153`.
// Names are plain; a compressed copy lies beside each file, which WhiteNoise sends by itself.
import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bootstrap } from "./bootstrap.mjs";
import { letters } from "./letters.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const home = resolve(process.env.ALO153_VAR ?? join(here, "..", "var"), "frontend");
const target = join(home, "alo153");
const beside = join(home, `.alo153-${process.pid}`);

/** An island is `islands/<name>.ts` or `islands/<name>/index.ts`. */
async function islands() {
  const found = await readdir(join(here, "islands"), { withFileTypes: true });
  const whole = await Promise.all(found.map(async (entry) => {
    if (entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts")) {
      return [entry.name.replace(/\.ts$/, ""), join(here, "islands", entry.name)];
    }
    const inside = entry.isDirectory() ? await readdir(join(here, "islands", entry.name)) : [];
    return inside.includes("index.ts")
      ? [entry.name, join(here, "islands", entry.name, "index.ts")]
      : null;
  }));
  return Object.fromEntries(whole.filter((entry) => entry !== null));
}

// The last step of eleven makes files smaller by 2 % and takes twice as long as all else here.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };

async function compress(folder) {
  for (const name of await readdir(folder)) {
    if (!/\.(js|mjs|css|svg)$/.test(name)) continue;
    const content = await readFile(join(folder, name));
    await writeFile(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(content, brotli));
  }
}

const common = {
  bundle: true, minify: true, sourcemap: false, target: "es2022", logLevel: "warning",
  absWorkingDir: here, legalComments: "eof", loader: { ".woff2": "file" }, assetNames: "fonts/[name]",
  plugins: [bootstrap, letters],
};

/** Build, or end with esbuild's own words about what is wrong. */
async function bundle(entryPoints, options = {}) {
  try {
    await build({ ...common, entryPoints, outdir: beside, ...options });
  } catch {
    await rm(beside, { recursive: true, force: true });
    process.exit(1);
  }
}

await rm(beside, { recursive: true, force: true });
await mkdir(beside, { recursive: true });
await bundle(await islands(), { format: "esm" });
// Pages of others load it: as a plain script, whose names are its own.
await bundle({ widget: "elsewhere/widget.ts" }, { format: "iife" });
await bundle(["styles/staff.css", "styles/portal.css", "styles/dark.css", "styles/map.css", "styles/hall.css"]);
// The map's worker is a module of its own, so that no script is made from text (CSP).
const worker = "maplibre-gl-worker.mjs";
await cp(join(here, "node_modules/maplibre-gl/dist", worker), join(beside, worker));
// The license of the letters goes where they go.
await cp(join(here, "node_modules/@fontsource-variable/inter/LICENSE"), join(beside, "fonts/inter-LICENSE.txt"));
// A document for the archive carries its letters with it.
await mkdir(join(beside, "fonts"), { recursive: true });
for (const name of ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]) {
  await cp(join(here, "node_modules/dejavu-fonts-ttf/ttf", name), join(beside, "fonts", name));
}
await compress(beside);
await rm(target, { recursive: true, force: true });
await rename(beside, target);
console.log(`front end built into ${target}`);
