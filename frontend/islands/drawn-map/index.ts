// <alo-map>: a pin on a map of areas. No base map and no outside server is needed. With
// the attribute `streets`, the address of the city's own map, it has streets.
// The pin stands in two inputs; the element sends the event `pinned` when it moved. With the
// attributes `at-lat` and `at-lon` it shows that place, and the pin stays where it is. With `marks`,
// the id of a list, it shows the places of its entries instead.
import {
  AttributionControl,
  type GeoJSONSource,
  LngLatBounds,
  Map as MapLibre,
  Marker,
  NavigationControl,
  setWorkerUrl,
  type StyleSpecification,
} from "maplibre-gl";
import { PAGE_MS, within } from "../network/limits";
import { type Area, type Areas, bySize, inside, middle, ringsOf } from "./areas";
import { showFound } from "./found";
import { Marks } from "./marks";
import { addStreets, paintStreets } from "./streets";

setWorkerUrl(new URL("maplibre-gl-worker.mjs", import.meta.url).href);

const NEIGHBORHOODS_FROM_ZOOM = 11;
/**
 * A place is shown at `near`. Farther away than `pinFrom` a finger covers a whole neighborhood: a tap
 * there is no pin, the map comes `closer`. Without streets nothing is drawn within a neighborhood.
 */
const ZOOMS = {
  streets: { near: 15, pinFrom: 13, closer: 14.5, most: 18 },
  areas: { near: 12.5, pinFrom: 12, closer: 12.5, most: 14 },
};
const EMPTY: Areas = { type: "FeatureCollection", features: [] };
const SOURCE = "© <a href=\"https://www.openstreetmap.org/copyright\">OpenStreetMap</a>";

class PinMap extends HTMLElement {
  private map!: MapLibre;
  private pin: Marker | null = null;
  /** It shows a street that was found, or what somebody came closer to. */
  private isLooking = false;
  private marks: Marks | null = null;
  private labels: { marker: Marker; fromZoom: number }[] = [];
  /** The names of the middle, while no label is in sight. */
  private readonly here = document.createElement("span");
  private districts: Areas = EMPTY;
  private neighborhoods = new Map<string, Area[]>();

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
    this.here.className = "map-label map-here";
    this.here.setAttribute("aria-hidden", "true");
    if (this.zooms === ZOOMS.areas) canvas.append(this.here);
    this.map.on("load", () => void this.fill());
    if (!this.fixed) this.map.on("click", ({ lngLat }) => this.choose(lngLat.lat, lngLat.lng));
    this.map.on("moveend", () => void this.showNeighborhoods());
    // A label follows its own "move", which comes after ours: at the end each is where it is seen
    for (const event of ["move", "moveend"] as const) this.map.on(event, () => this.untangle());
    canvas.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("change", this.onChange);
    document.addEventListener("pin", this.onPin);
    document.addEventListener("look", this.onLook);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this.paint);
    this.restore();
  }

  disconnectedCallback(): void {
    document.removeEventListener("change", this.onChange);
    document.removeEventListener("pin", this.onPin);
    document.removeEventListener("look", this.onLook);
    matchMedia("(prefers-color-scheme: dark)").removeEventListener("change", this.paint);
    this.marks?.end();
    this.map?.remove();
  }

  /** It shows a place already, and no area instead. */
  private get isPlaced(): boolean {
    return !!this.pin || !!this.marks || this.isLooking;
  }

  private get fixed(): boolean {
    return this.hasAttribute("at-lat") || this.hasAttribute("marks");
  }

  private get zooms(): (typeof ZOOMS)["streets"] {
    return this.getAttribute("streets") || this.getAttribute("tiles") ? ZOOMS.streets : ZOOMS.areas;
  }

  private frame(): HTMLElement {
    const canvas = document.createElement("div");
    canvas.className = "map-canvas";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", this.hasAttribute("marks") ? "group" : "application");
    canvas.setAttribute("aria-label", this.dataset.label ?? "");
    const help = paragraph(this.dataset.help);
    help.id = "map-help";
    const keys = document.createElement("span");
    keys.className = "by-keyboard";
    keys.textContent = ` ${this.dataset.keys ?? ""}`;
    help.append(keys);
    const closer = paragraph("");
    closer.className = "map-closer";
    closer.setAttribute("role", "status");
    if (!this.fixed) canvas.setAttribute("aria-describedby", help.id);
    const tools = document.createElement("div");
    tools.className = "map-tools";
    tools.append(button(this.dataset.remove, () => this.removePin(), "map-remove"));
    this.append(...(this.fixed ? [canvas] : [help, canvas, closer, tools]));
    return canvas;
  }

  private makeMap(container: HTMLElement): MapLibre {
    const map = new MapLibre({
      container,
      style: this.sheet(),
      center: [number(this, "lon"), number(this, "lat")],
      zoom: 9,
      minZoom: 6,
      maxZoom: this.zooms.most,
      attributionControl: false,
      cooperativeGestures: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      keyboard: false,
      locale: {
        "Map.Title": this.dataset.label ?? "",
        "NavigationControl.ZoomIn": this.dataset.zoomIn ?? "",
        "NavigationControl.ZoomOut": this.dataset.zoomOut ?? "",
        "AttributionControl.ToggleAttribution": this.dataset.source ?? "",
      },
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    map.addControl(new AttributionControl({
      compact: false,
      customAttribution: `<span data-approximate>${this.dataset.approximate ?? ""}</span> ${SOURCE}`,
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
    const streets = this.getAttribute("streets");
    if (streets) addStreets(sheet, streets);
    return sheet;
  }

  private paint = (): void => {
    const colors = { ground: "--ground", area: "--accent-soft", line: "--line-strong" };
    const [ground, area, line] = Object.values(colors).map((name) => color(this, name));
    this.map.setPaintProperty("ground", "background-color", ground);
    if (this.map.getLayer("districts")) this.map.setPaintProperty("districts", "fill-color", area);
    this.map.setPaintProperty("lines", "line-color", line);
    this.map.setPaintProperty("near-lines", "line-color", line);
    paintStreets(this.map, (token) => color(this, token));
  };

  private async fill(): Promise<void> {
    this.paint();
    this.districts = await fetchAreas(this.getAttribute("areas") ?? "");
    if (!this.isConnected) return; // the page shows something else by now
    (this.map.getSource("districts") as GeoJSONSource).setData(this.districts);
    // Where names would lie over each other the larger area keeps its own.
    [...this.districts.features].sort(bySize).forEach((area) => this.label(area, 0));
    this.untangle();
    this.sayHowExact();
    if (!this.isPlaced) this.show(this.districts.features);
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
    const frame = this.map.getContainer().getBoundingClientRect();
    this.here.textContent = taken.some((box) => overlap(box, frame)) ? "" : this.namesHere();
  }

  private namesHere(): string {
    const { lng, lat } = this.map.getCenter();
    const areas = [...this.neighborhoods.values(), this.districts.features].flat();
    return areas.filter((area) => inside(area, lng, lat)).map(({ properties }) => properties.name).join(", ");
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
    this.sayHowExact();
    found.features.sort(bySize).forEach((area) => this.label(area, NEIGHBORHOODS_FROM_ZOOM + 0.5));
    this.untangle();
  }

  /** Only areas that are grown from center points are approximate. */
  private sayHowExact(): void {
    const shown = [this.districts.features, ...this.neighborhoods.values()].flat();
    const words = this.querySelector<HTMLElement>("[data-approximate]");
    if (words) words.hidden = shown.every((area) => area.properties.is_surveyed);
  }

  private chosenDistrict(): string {
    return document.querySelector<HTMLSelectElement>("select[name=district]")?.value ?? "";
  }

  private onChange = (event: Event): void => {
    const target = event.target as HTMLSelectElement;
    if (target.name !== "district") return;
    this.isLooking = false;
    this.showDistrict(target.value);
  };

  private showDistrict(slug: string): void {
    const area = this.districts.features.find((one) => one.properties.slug === slug);
    if (area && !this.isPlaced) this.show([area]);
  }

  private show(areas: Area[]): void {
    const points = areas.flatMap(ringsOf).flat() as [number, number][];
    if (!points.length) return;
    const bounds = points.reduce((all, point) => all.extend(point), new LngLatBounds());
    this.map.fitBounds(bounds, { animate: false, padding: 16 });
  }

  /** Set the pin, if the map is near enough to say where; else come closer and ask again. */
  private choose(lat: number, lon: number): void {
    const isNear = this.map.getZoom() >= this.zooms.pinFrom;
    this.querySelector(".map-closer")!.textContent = isNear ? "" : (this.dataset.closer ?? "");
    if (isNear) return this.put(lat, lon);
    this.isLooking = true;
    this.map.jumpTo({ center: [lon, lat], zoom: this.zooms.closer });
  }

  private put(lat: number, lon: number): void {
    this.place(lat, lon);
    input(this, "lat").value = lat.toFixed(6);
    input(this, "lon").value = lon.toFixed(6);
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
    if (!lat || !lon) return void (this.fixed || this.lookAgain());
    this.place(Number(lat), Number(lon));
    this.map.jumpTo({ center: [Number(lon), Number(lat)], zoom: this.zooms.near });
  }

  /** Show the street that was found while no map was open. */
  private lookAgain(): void {
    const [lat, lon] = (input(this, "lat").dataset.look ?? "").split(",").map(Number);
    this.isLooking = !!lat && !!lon;
    if (this.isLooking) this.map.jumpTo({ center: [lon!, lat!], zoom: this.zooms.near });
  }

  private removePin(): void {
    this.liftPin();
    input(this, "lat").value = input(this, "lon").value = "";
    this.dispatchEvent(new CustomEvent("unpinned", { bubbles: true }));
  }

  private liftPin(): void {
    this.pin?.remove();
    this.pin = null;
    this.classList.remove("pinned");
  }

  /** The page set the pin, or took it away. */
  private onPin = (): void => {
    if (this.fixed) return;
    if (input(this, "lat").value) this.restore();
    else this.liftPin();
  };

  /** The page shows a place: one that was found; on a map of other places also by a pin. */
  private onLook = (event: Event): void => {
    const { lat, lon } = (event as CustomEvent<{ lat: string; lon: string }>).detail;
    if (this.hasAttribute("at-lat")) return showFound(this, this.map, [Number(lon), Number(lat)]);
    if (this.hasAttribute("marks")) this.place(Number(lat), Number(lon));
    if (!this.fixed || this.marks) this.map.jumpTo({ center: [Number(lon), Number(lat)], zoom: this.zooms.near });
  };

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
    this.choose(to.lat, to.lng);
    this.map.panTo(to, { animate: false });
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
    const answer = await fetch(url, { signal: within(PAGE_MS) });
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

function overlap(one: DOMRect, other: DOMRect): boolean {
  const gap = 6;
  return one.left < other.right + gap && other.left < one.right + gap
    && one.top < other.bottom && other.top < one.bottom;
}

customElements.define("alo-map", PinMap);
