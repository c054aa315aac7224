// Somebody looks for an address: an open map shows it, and a telephone leads there.
import { whileHere } from "../shell/while-here";

whileHere(".find-address", (box, signal) => {
  const link = box.querySelector<HTMLAnchorElement>("[data-found]")!;
  box.hidden = false;
  box.addEventListener("submit", (event) => event.preventDefault(), { signal });
  box.addEventListener("input", () => (link.hidden = true), { signal });
  box.addEventListener("chosen", (event) => {
    const { lat, lon, aroundLat, aroundLon } = (event as CustomEvent<DOMStringMap>).detail;
    const spot = { lat: lat ?? aroundLat, lon: lon ?? aroundLon };
    link.hidden = !spot.lat;
    if (!spot.lat) return;
    link.href = `geo:${spot.lat},${spot.lon}?q=${spot.lat},${spot.lon}`;
    document.dispatchEvent(new CustomEvent("look", { detail: spot }));
  }, { signal });
});
