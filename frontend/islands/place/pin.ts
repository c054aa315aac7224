// The pin of a page: two inputs of its form, whether a map is open or not. An open map follows the
// event `pin`, and shows a place that is nobody's pin on the event `look`.

export interface Spot {
  lat: string;
  lon: string;
}

function inputs(): HTMLInputElement[] {
  return ["id_lat", "id_lon"].map((id) => document.getElementById(id) as HTMLInputElement | null).filter((each) => each !== null);
}

function tell(name: "pin" | "look", detail?: Spot): void {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Say beside a closed map whether a place is marked. */
function show(): void {
  const isMarked = inputs().some(({ value }) => value);
  for (const words of document.querySelectorAll<HTMLElement>("[data-marked]")) words.hidden = !isMarked;
}

/** Mark a place; `from` says what else must stay as it is for the pin to stay. */
export function mark({ lat, lon }: Spot, from = ""): void {
  const [north, east] = inputs();
  if (!north || !east) return;
  delete north.dataset.look;
  [north.value, east.value] = [lat, lon];
  north.dataset.from = from;
  tell("pin");
  show();
}

/** Take the pin away, if it came from there, and show no place any more when a map is opened. */
export function unmark(from: string): void {
  const [north] = inputs();
  if (north) delete north.dataset.look;
  if (north?.dataset.from === from) mark({ lat: "", lon: "" });
}

/** Show a place on the map: at once if it is open, else when it is opened. */
export function look(spot: Spot): void {
  const [north] = inputs();
  if (north) north.dataset.look = `${spot.lat},${spot.lon}`;
  tell("look", spot);
}

// Somebody set it on the map
for (const name of ["pinned", "unpinned"]) {
  document.addEventListener(name, () => {
    inputs()[0]?.removeAttribute("data-from");
    show();
  });
}

document.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-unmark]")) mark({ lat: "", lon: "" });
});

show();
