// The button by which a device tells where it is, and what is said meanwhile.
import type { Spot } from "./pin";

const LONGEST_MS = 15_000;

/** Call `then` with the place, each time somebody asks for it and the device tells it. */
export function whenHere(then: (spot: Spot, button: HTMLElement) => void): void {
  const button = document.querySelector<HTMLButtonElement>("[data-here]");
  const said = document.querySelector<HTMLElement>("[data-here-said]");
  const say = (words: string | undefined): void => {
    if (said) said.textContent = words ?? "";
  };
  button?.addEventListener("click", () => {
    say(button.dataset.searching);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        say("");
        then({ lat: coords.latitude.toFixed(6), lon: coords.longitude.toFixed(6) }, button);
      },
      () => say(button.dataset.notFound),
      { enableHighAccuracy: true, timeout: LONGEST_MS },
    );
  });
}
