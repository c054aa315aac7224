// Where the telephone is: it knows that without a line.

const LIMITS: PositionOptions = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 };

/** Fill in the place when the button is pressed, and say how that went. */
export function findPlace(form: HTMLFormElement, changed: () => void): void {
  const status = form.querySelector<HTMLElement>("#here-status")!;
  form.querySelector("#here")!.addEventListener("click", () => {
    status.textContent = status.dataset.searching!;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        set(form, "lat", coords.latitude);
        set(form, "lon", coords.longitude);
        status.textContent = status.dataset.found!;
        changed();
      },
      () => (status.textContent = status.dataset.failed!),
      LIMITS,
    );
  });
}

function set(form: HTMLFormElement, name: string, degrees: number): void {
  form.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = degrees.toFixed(6);
}
