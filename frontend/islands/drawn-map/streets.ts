// The streets of the city's own map, one file of tiles (PMTiles) that `./alo153 map` makes. Letters
// are drawn here from the page's own font: no glyph comes from a server.
import { addProtocol, type ExpressionSpecification, type FilterSpecification, type LayerSpecification, type Map as MapLibre, type StyleSpecification } from "maplibre-gl";
import { Protocol } from "pmtiles";

const SOURCE = "streets";
const FONT = "Inter";
// As type.css has them
const FACES = [
  { url: font("inter-latin-ext-wght-normal"), "unicode-range": ["U+0100-02BA", "U+1E00-1E9F", "U+20AB"] },
  { url: font("inter-latin-wght-normal"), "unicode-range": ["U+0000-00FF", "U+2000-206F"] },
];
/** Layers by what colors them: a token of map.css, and the property it goes into. */
const COLORS: [layer: string, property: "fill-color" | "line-color" | "text-color" | "text-halo-color", token: string][] = [
  ["green", "fill-color", "--map-green"],
  ["water", "fill-color", "--map-water"],
  ["rivers", "line-color", "--map-water"],
  ["buildings", "fill-color", "--map-building"],
  ["rails", "line-color", "--line-strong"],
  ["paths", "line-color", "--line-strong"],
  ["roads", "line-color", "--map-road"],
  ["road-names", "text-color", "--ink"],
  ["road-names", "text-halo-color", "--ground"],
  ["house-numbers", "text-color", "--ink"],
  ["house-numbers", "text-halo-color", "--ground"],
];
const WIDTH: ExpressionSpecification = [
  "interpolate", ["exponential", 1.6], ["zoom"],
  9, ["match", ["get", "rank"], 1, 1.4, 2, 1, 0.6],
  14, ["match", ["get", "rank"], 1, 6, 2, 5, 3, 4.5, 4, 3.6, 2.4],
  18, ["match", ["get", "rank"], 1, 34, 2, 30, 3, 26, 4, 22, 6, 8, 16],
];

function font(name: string): string {
  return new URL(`fonts/${name}.woff2`, import.meta.url).href;
}

/** Add source and layers to a sheet, above its ground and below its other layers. */
export function addStreets(sheet: StyleSpecification, address: string): void {
  if (!protocol) addProtocol("pmtiles", (protocol = new Protocol()).tile);
  sheet["font-faces"] = { [FONT]: FACES };
  sheet.sources[SOURCE] = { type: "vector", url: `pmtiles://${new URL(address, location.href).href}` };
  const ground = sheet.layers.findIndex(({ id }) => id === "ground");
  sheet.layers = [
    ...sheet.layers.slice(0, ground + 1), ...drawn(),
    ...sheet.layers.slice(ground + 1).filter(({ type }) => type === "line"), ...written(),
  ];
}

/** Color the streets by the page's look. */
export function paintStreets(map: MapLibre, color: (token: string) => string): void {
  for (const [layer, property, token] of COLORS) {
    if (map.getLayer(layer)) map.setPaintProperty(layer, property, color(token));
  }
}

let protocol: Protocol | null = null;

function drawn(): LayerSpecification[] {
  const from = { source: SOURCE };
  const isArea: FilterSpecification = ["==", ["geometry-type"], "Polygon"];
  const isLine: FilterSpecification = ["==", ["geometry-type"], "LineString"];
  return [
    { id: "green", type: "fill", ...from, "source-layer": "green" },
    { id: "water", type: "fill", ...from, "source-layer": "water", filter: isArea },
    { id: "rivers", type: "line", ...from, "source-layer": "water", filter: isLine, paint: { "line-width": 1.6 } },
    { id: "buildings", type: "fill", ...from, "source-layer": "buildings", minzoom: 14 },
    { id: "rails", type: "line", ...from, "source-layer": "roads", filter: ["==", ["get", "rank"], 8], paint: { "line-width": 1, "line-dasharray": [4, 3] } },
    { id: "paths", type: "line", ...from, "source-layer": "roads", filter: ["==", ["get", "rank"], 7], paint: { "line-width": 1, "line-dasharray": [2, 2] } },
    { id: "roads", type: "line", ...from, "source-layer": "roads", filter: ["<", ["get", "rank"], 7], layout: { "line-cap": "round", "line-join": "round", "line-sort-key": ["-", 0, ["get", "rank"]] }, paint: { "line-width": WIDTH } },
  ];
}

function written(): LayerSpecification[] {
  const from = { source: SOURCE };
  const halo = { "text-halo-width": 1.6 };
  return [
    {
      id: "road-names", type: "symbol", ...from, "source-layer": "roads", minzoom: 12, filter: ["has", "name"], paint: halo,
      layout: {
        "symbol-placement": "line", "text-field": ["get", "name"], "text-font": [FONT],
        "text-size": ["interpolate", ["linear"], ["zoom"], 12, 11, 17, 15], "symbol-sort-key": ["get", "rank"],
      },
    },
    {
      id: "house-numbers", type: "symbol", ...from, "source-layer": "houses", minzoom: 16, paint: halo,
      layout: { "text-field": ["get", "number"], "text-font": [FONT], "text-size": 11 },
    },
  ];
}
