// On a narrow screen the menu opens with its headings, and the section of the page one is on.
const NARROW = "(max-width: 700px)";

document.addEventListener(
  "toggle",
  (event) => {
    const menu = event.target as HTMLElement;
    if (!menu.matches("details.topbar-more[open]") || !matchMedia(NARROW).matches) return;
    for (const section of menu.querySelectorAll<HTMLDetailsElement>("details.menu-section")) {
      section.open = section.querySelector("[aria-current]") !== null;
    }
  },
  true,
);
