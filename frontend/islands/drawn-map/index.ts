// <alo-map>: a pin on a map of approximate areas. No base map and no outside server is needed.
// The pin stands in two inputs; the element sends the event `pinned` when it moved. With the
// attributes `at-lat` and `at-lon` it shows that place, and the pin stays where it is. With `marks`,
// the id of a list, it shows the places of its entries instead.
import {
  AttributionControl,
  type GeoJSONSource,
  LngLatBounds,
  type LngLatLike,
  Map as MapLibre,
  Marker,
  NavigationControl,
  setWorkerUrl,
  type StyleSpecification,
} from "maplibre-gl";
import { Marks } from "./marks";

setWorkerUrl(new URL("maplibre-gl-worker.mjs", import.meta.url).href);

type Area = GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon, { slug: string; name: string }>;
type Areas = GeoJSON.FeatureCollection<Area["geometry"], Area["properties"]>;

const NEIGHBORHOODS_FROM_ZOOM = 11;
const EMPTY: Areas = { type: "FeatureCollection", features: [] };
const SOURCE = "© <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap</a>";

class PinMap extends HTMLElement {
  private map!: MapLibre;
  private pin: Marker | null = null;
  private marks: Marks | null = null;
  private labels: { marker: Marker; fromZoom: number }[] = [];
  private districts: Areas = EMPTY;
  private neighborhoods = new Map<string, Area[]>();
  private status!: HTMLElement;

  connectedCallback(): void {
    if (this.childElementCount) return;
    const canvas = this.frame();
    try {
      this.map = this.makeMap(canvas);
    } catch {
      // No WebGL: the fields below do without a map.
      this.replaceChildren(paragraph(this.dataset.failed));
      return;
    }
    this.map.on("load", () => void this.fill());
    if (!this.fixed) this.map.on("click", ({ lngLat }) => this.put(lngLat.lat, lngLat.lng));
    this.map.on("moveend", () => void this.showNeighborhoods());
    this.map.on("move", () => this.untangle());
    canvas.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("change", this.onChange);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this.paint);
    this.restore();
  }

  disconnectedCallback(): void {
    document.removeEventListener("change", this.onChange);
    matchMedia("(prefers-color-scheme: dark)").removeEventListener("change", this.paint);
    this.marks?.end();
    this.map?.remove();
  }

  private get fixed(): boolean {
    return this.hasAttribute("at-lat") || this.hasAttribute("marks");
  }

  private frame(): HTMLElement {
    const canvas = document.createElement("div");
    canvas.className = "map-canvas";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", this.hasAttribute("marks") ? "group" : "application");
    canvas.setAttribute("aria-label", this.dataset.label ?? "");
    const help = paragraph(this.dataset.help);
    help.id = "map-help";
    if (!this.fixed) canvas.setAttribute("aria-describedby", help.id);
    this.status = paragraph("");
    this.status.setAttribute("role", "status");
    const tools = document.createElement("div");
    tools.className = "map-tools";
    if (this.dataset.here) tools.append(button(this.dataset.here, () => this.locate()));
    tools.append(button(this.dataset.remove, () => this.removePin(), "map-remove"));
    this.append(...(this.fixed ? [canvas] : [help, canvas, tools]), this.status);
    return canvas;
  }

  private makeMap(container: HTMLElement): MapLibre {
    const map = new MapLibre({
      container,
      style: this.sheet(),
      center: [number(this, "lon"), number(this, "lat")],
      zoom: 9,
      minZoom: 6,
      maxZoom: 18,
      attributionControl: false,
      cooperativeGestures: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      keyboard: false,
      locale: { "Map.Title": this.dataset.label ?? "" },
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new AttributionControl({
      compact: false,
      customAttribution: `${this.dataset.approximate ?? ""} ${SOURCE}`,
    }));
    const bounds = (this.getAttribute("bounds") ?? "").split(",").map(Number);
    if (bounds.length === 4 && bounds.every(Number.isFinite)) {
      map.fitBounds(bounds as [number, number, number, number], { animate: false, padding: 8 });
    }
    return map;
  }

  private sheet(): StyleSpecification {
    const tiles = this.getAttribute("tiles");
    const areas = { type: "geojson" as const, data: EMPTY };
    const sheet: StyleSpecification = {
      version: 8,
      sources: { districts: areas, neighborhoods: { ...areas } },
      layers: [
        { id: "ground", type: "background" },
        { id: "districts", type: "fill", source: "districts", paint: { "fill-opacity": 0.85 } },
        { id: "near-lines", type: "line", source: "neighborhoods", paint: { "line-width": 0.8 } },
        { id: "lines", type: "line", source: "districts", paint: { "line-width": 1.6 } },
      ],
    };
    if (tiles) {
      sheet.sources.base = { type: "raster", tiles: [tiles], tileSize: 256 };
      sheet.layers[1] = { id: "base", type: "raster", source: "base" };
    }
    return sheet;
  }

  private paint = (): void => {
    const colors = { ground: "--ground", area: "--accent-soft", line: "--line-strong" };
    const [ground, area, line] = Object.values(colors).map((name) => color(this, name));
    this.map.setPaintProperty("ground", "background-color", ground);
    if (this.map.getLayer("districts")) this.map.setPaintProperty("districts", "fill-color", area);
    this.map.setPaintProperty("lines", "line-color", line);
    this.map.setPaintProperty("near-lines", "line-color", line);
  };

  private async fill(): Promise<void> {
    this.paint();
    this.districts = await fetchAreas(this.getAttribute("areas") ?? "");
    if (!this.isConnected) return; // the page shows something else by now
    (this.map.getSource("districts") as GeoJSONSource).setData(this.districts);
    // Where names would lie over each other the larger area keeps its own.
    [...this.districts.features].sort(bySize).forEach((area) => this.label(area, 0));
    this.untangle();
    if (!this.pin && !this.marks) this.show(this.districts.features);
    this.showDistrict(this.chosenDistrict());
    await this.showNeighborhoods();
  }

  private label(area: Area, fromZoom: number): void {
    const element = document.createElement("span");
    element.className = fromZoom ? "map-label map-label-small" : "map-label";
    element.textContent = area.properties.name;
    element.setAttribute("aria-hidden", "true");
    const marker = new Marker({ element }).setLngLat(middle(area)).addTo(this.map);
    this.labels.push({ marker, fromZoom });
  }

  /** Hide labels that would lie over an earlier one: there is no glyph server that does it. */
  private untangle(): void {
    const taken: DOMRect[] = [];
    const zoom = this.map.getZoom();
    for (const { marker, fromZoom } of this.labels) {
      const element = marker.getElement();
      element.hidden = zoom < fromZoom;
      if (element.hidden) continue;
      const box = element.getBoundingClientRect();
      element.hidden = taken.some((other) => overlap(box, other));
      if (!element.hidden) taken.push(box);
    }
  }

  private async showNeighborhoods(): Promise<void> {
    if (this.map.getZoom() < NEIGHBORHOODS_FROM_ZOOM || !this.map.getLayer("lines")) return;
    const center = this.map.getCenter();
    const here = this.districts.features.find((area) => inside(area, center.lng, center.lat));
    const slug = here?.properties.slug;
    if (!slug || this.neighborhoods.has(slug)) return;
    this.neighborhoods.set(slug, []);
    const found = await fetchAreas(`${this.getAttribute("areas")}?district=${slug}`);
    if (!this.isConnected) return;
    this.neighborhoods.set(slug, found.features);
    const all = { ...EMPTY, features: [...this.neighborhoods.values()].flat() };
    (this.map.getSource("neighborhoods") as GeoJSONSource).setData(all);
    found.features.sort(bySize).forEach((area) => this.label(area, NEIGHBORHOODS_FROM_ZOOM + 0.5));
    this.untangle();
  }

  private chosenDistrict(): string {
    return document.querySelector<HTMLSelectElement>("select[name=district]")?.value ?? "";
  }

  private onChange = (event: Event): void => {
    const target = event.target as HTMLSelectElement;
    if (target.name === "district" && !this.pin) this.showDistrict(target.value);
  };

  private showDistrict(slug: string): void {
    const area = this.districts.features.find((one) => one.properties.slug === slug);
    if (area && !this.pin && !this.marks) this.show([area]);
  }

  private show(areas: Area[]): void {
    const points = areas.flatMap(ringsOf).flat() as [number, number][];
    if (!points.length) return;
    const bounds = points.reduce((all, point) => all.extend(point), new LngLatBounds());
    this.map.fitBounds(bounds, { animate: false, padding: 16 });
  }

  private put(lat: number, lon: number): void {
    this.place(lat, lon);
    input(this, "lat").value = lat.toFixed(6);
    input(this, "lon").value = lon.toFixed(6);
    this.say("");
    this.dispatchEvent(new CustomEvent("pinned", { bubbles: true }));
  }

  private place(lat: number, lon: number): void {
    if (!this.pin) {
      this.pin = new Marker({ draggable: !this.fixed, color: color(this, "--bad") });
      this.pin.setLngLat([lon, lat]).addTo(this.map);
      // The map itself has the keys that move the pin.
      this.pin.getElement().setAttribute("aria-hidden", "true");
      this.pin.getElement().removeAttribute("tabindex");
      this.pin.on("dragend", () => {
        const at = this.pin!.getLngLat();
        this.put(at.lat, at.lng);
      });
    }
    this.pin.setLngLat([lon, lat]);
    this.classList.add("pinned");
  }

  private restore(): void {
    const list = document.getElementById(this.getAttribute("marks") ?? "");
    if (list) {
      this.marks = new Marks(this.map, list);
      this.marks.show();
      return;
    }
    const [lat, lon] = this.fixed
      ? [this.getAttribute("at-lat"), this.getAttribute("at-lon")]
      : [input(this, "lat").value, input(this, "lon").value];
    if (!lat || !lon) return;
    this.place(Number(lat), Number(lon));
    this.map.jumpTo({ center: [Number(lon), Number(lat)], zoom: 14 });
  }

  private removePin(): void {
    this.pin?.remove();
    this.pin = null;
    this.classList.remove("pinned");
    input(this, "lat").value = input(this, "lon").value = "";
  }

  private locate(): void {
    this.say(this.dataset.searching);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.map.jumpTo({ center: [coords.longitude, coords.latitude], zoom: 15 });
        this.put(coords.latitude, coords.longitude);
      },
      () => this.say(this.dataset.notFound),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "+" || event.key === "-") {
      this.map.zoomTo(this.map.getZoom() + (event.key === "+" ? 1 : -1), { animate: false });
      event.preventDefault();
      return;
    }
    const steps: Record<string, [number, number]> = {
      ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0], Enter: [0, 0],
    };
    const step = steps[event.key];
    if (!step || this.fixed) return;
    event.preventDefault();
    const far = event.shiftKey ? 60 : 12;
    const at = this.map.project(this.pin?.getLngLat() ?? this.map.getCenter());
    const to = this.map.unproject([at.x + step[0] * far, at.y + step[1] * far]);
    this.put(to.lat, to.lng);
    this.map.panTo(to, { animate: false });
  }

  private say(words: string | undefined): void {
    this.status.textContent = words ?? "";
  }
}

function paragraph(words: string | undefined): HTMLParagraphElement {
  const element = document.createElement("p");
  element.className = "field-help";
  element.textContent = words ?? "";
  return element;
}

function button(words: string | undefined, act: () => void, more = ""): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `btn btn-quiet ${more}`;
  element.textContent = words ?? "";
  element.addEventListener("click", act);
  return element;
}

function number(element: HTMLElement, name: string): number {
  return Number(element.getAttribute(name) ?? 0);
}

function input(map: HTMLElement, name: "lat" | "lon"): HTMLInputElement {
  return document.getElementById(map.getAttribute(`${name}-input`) ?? "") as HTMLInputElement;
}

async function fetchAreas(url: string): Promise<Areas> {
  try {
    const answer = await fetch(url);
    return answer.ok ? ((await answer.json()) as Areas) : EMPTY;
  } catch {
    return EMPTY;
  }
}

/** Return a token's color as WebGL understands it: a canvas resolves whatever CSS may say. */
function color(inside: HTMLElement, token: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${token})`;
  inside.append(probe);
  const words = getComputedStyle(probe).color;
  probe.remove();
  const context = document.createElement("canvas").getContext("2d")!;
  context.fillStyle = words;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

function ringsOf(area: Area): GeoJSON.Position[][] {
  const { type, coordinates } = area.geometry;
  return type === "Polygon" ? [coordinates[0]!] : coordinates.map((polygon) => polygon[0]!);
}

function bySize(one: Area, other: Area): number {
  const size = (area: Area): number => {
    const box = ringsOf(area).flat().reduce(
      (all, point) => all.extend(point as [number, number]), new LngLatBounds(),
    );
    return (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
  };
  return size(other) - size(one);
}

function middle(area: Area): LngLatLike {
  const rings = ringsOf(area).sort((one, other) => other.length - one.length);
  const points = rings[0]!;
  const [east, north] = [0, 1].map((axis) => {
    const values = points.map((point) => point[axis]!);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });
  return [east!, north!];
}

function inside(area: Area, lon: number, lat: number): boolean {
  return ringsOf(area).some((ring) => {
    let odd = false;
    ring.forEach(([x1, y1], index) => {
      const [x2, y2] = ring[(index + 1) % ring.length]!;
      const crosses = y1! > lat !== y2! > lat;
      if (crosses && lon < ((x2! - x1!) * (lat - y1!)) / (y2! - y1!) + x1!) odd = !odd;
    });
    return odd;
  });
}

function overlap(one: DOMRect, other: DOMRect): boolean {
  const gap = 6;
  return one.left < other.right + gap && other.left < one.right + gap
    && one.top < other.bottom && other.top < one.bottom;
}

customElements.define("alo-map", PinMap);
