// A place that somebody looked for, beside the one that the map is of.
import { LngLatBounds, type Map as MapLibre, Marker } from "maplibre-gl";

const NEAREST_ZOOM = 15;
const shown = new WeakMap<MapLibre, Marker>();

/** Mark a place in another color, and show both; the one that was found before goes. */
export function showFound(element: HTMLElement, map: MapLibre, found: [lon: number, lat: number]): void {
  shown.get(map)?.remove();
  const color = getComputedStyle(element).getPropertyValue("--accent").trim();
  const marker = new Marker({ color }).setLngLat(found).addTo(map);
  marker.getElement().setAttribute("aria-hidden", "true");
  marker.getElement().removeAttribute("tabindex");
  shown.set(map, marker);
  const [lon, lat] = ["at-lon", "at-lat"].map((name) => Number(element.getAttribute(name)));
  const both = new LngLatBounds(found, found).extend([lon!, lat!]);
  map.fitBounds(both, { animate: false, padding: 48, maxZoom: NEAREST_ZOOM });
}
