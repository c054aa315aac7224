// The places of a list on its map: each entry with a place has a mark with the entry's number, which
// is a link to it. The list stays what it is; who has no map reads on there.
import { LngLatBounds, type Map as MapLibre, Marker } from "maplibre-gl";

// As wide as a mark: those of one house stand side by side
const BESIDE_PIXELS = 36;
// Room for a mark, for its neighbor, and at the sides for the buttons and the words of the map
const PADDING = { top: 28, bottom: 52, left: 28, right: 116 };
// Some ten meters are one place
const DIGITS = 4;

export class Marks {
  private shown: Marker[] = [];
  private readonly watch = new MutationObserver(() => this.draw());

  constructor(private readonly map: MapLibre, private readonly list: HTMLElement) {
    this.watch.observe(list, { childList: true }); // sorted anew, it is numbered anew
    map.on("resize", () => this.show()); // a telephone turned on its side
    this.draw();
  }

  /** Show all of them at once. */
  show(): void {
    const bounds = this.shown.reduce((all, one) => all.extend(one.getLngLat()), new LngLatBounds());
    if (this.shown.length) this.map.fitBounds(bounds, { animate: false, padding: PADDING, maxZoom: 15 });
  }

  end(): void {
    this.watch.disconnect();
  }

  private draw(): void {
    this.shown.forEach((one) => one.remove());
    const there = new Map<string, number>();
    this.shown = [...this.list.children].flatMap((entry, index) => {
      const { lat, lon, name } = (entry as HTMLElement).dataset;
      if (!lat || !lon) return [];
      const place = [lat, lon].map((each) => Number(each).toFixed(DIGITS)).join();
      const before = there.get(place) ?? 0;
      there.set(place, before + 1);
      const element = link(entry.id, index + 1, name ?? "");
      const marker = new Marker({ element, offset: [before * BESIDE_PIXELS, 0] });
      return [marker.setLngLat([Number(lon), Number(lat)]).addTo(this.map)];
    });
  }
}

function link(id: string, number: number, name: string): HTMLAnchorElement {
  const element = document.createElement("a");
  element.className = "map-mark digits";
  element.href = `#${id}`;
  element.draggable = false;
  element.textContent = String(number);
  element.setAttribute("aria-label", `${number}. ${name}`);
  return element;
}
