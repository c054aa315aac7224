// The player of recordings. The picture comes drawn with the page; the sound is asked for when it
// is played. Without script the browser's own player stays.
import "./giving";
import "./player.css";
import { duration } from "../desk/clocks/durations";
import { along, pressed } from "../desk/keys/presses";
import { pinned } from "./pins";
import { share, within } from "./positions";

const STEP = 5;
const WIDTH = 600;

class Player extends HTMLElement {
  private readonly audio = this.querySelector("audio")!;
  private readonly wave = this.find("wave");
  private readonly speed = this.querySelector<HTMLSelectElement>("[data-speed]")!;
  private readonly length = Number(this.dataset.seconds);
  private readonly keys = (event: KeyboardEvent): void => this.press(event);
  private readonly clicks = (event: MouseEvent): void => this.clicked(event.target as Element);

  connectedCallback(): void {
    this.audio.controls = false;
    for (const part of this.querySelectorAll<HTMLElement>("[data-tools], [data-head]")) part.hidden = false;
    // Remarks lead into the recording from elsewhere on the page
    for (const jump of document.querySelectorAll<HTMLButtonElement>("[data-jump]")) jump.disabled = false;
    for (const pin of document.querySelectorAll<HTMLElement>("[data-pin]")) pin.hidden = false;
    this.wave.tabIndex = 0;
    this.listen();
    this.show();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.keys);
    document.removeEventListener("click", this.clicks);
    this.audio.pause();
  }

  private listen(): void {
    for (const name of ["timeupdate", "seeking", "play", "pause", "ended"]) {
      this.audio.addEventListener(name, () => this.show());
    }
    this.audio.addEventListener("error", () => { this.find("broken").hidden = false; });
    this.speed.addEventListener("change", () => { this.audio.playbackRate = Number(this.speed.value); });
    this.wave.addEventListener("pointerdown", (event) => {
      const box = this.wave.getBoundingClientRect();
      this.go(((event.clientX - box.left) / box.width) * this.length);
    });
    document.addEventListener("keydown", this.keys);
    document.addEventListener("click", this.clicks);
  }

  private clicked(target: Element): void {
    const button = target.closest<HTMLElement>("button");
    if (!button) return;
    if (button.dataset.jump) this.go(Number(button.dataset.jump));
    else if (button.dataset.pin) this.pin(document.getElementById(button.dataset.pin) as HTMLInputElement);
    else if (!this.contains(button)) return;
    else if (button.matches("[data-toggle]")) this.toggle();
    else if (button.dataset.skip) this.go(this.at + Number(button.dataset.skip));
  }

  private pin(remark: HTMLInputElement): void {
    remark.value = pinned(remark.value, duration(this.at));
    remark.focus();
  }

  private press(event: KeyboardEvent): void {
    const target = event.target as Element;
    const remark = target.closest<HTMLInputElement>("input[name^='remark_']");
    if (remark && pressed(event) === "Ctrl+.") {
      event.preventDefault();
      return this.pin(remark);
    }
    if (event.ctrlKey || event.altKey || event.metaKey || target.closest("input, select, textarea")) return;
    if (event.key === " " && target.closest("button, a, summary")) return;
    const act = this.acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  private readonly acts: Record<string, () => void> = {
    " ": () => this.toggle(),
    ArrowLeft: () => this.go(this.at - STEP),
    ArrowRight: () => this.go(this.at + STEP),
    Home: () => this.go(0),
    End: () => this.go(this.length),
    "+": () => this.change(1),
    "-": () => this.change(-1),
  };

  private change(by: number): void {
    this.speed.selectedIndex = along(this.speed.selectedIndex, by, this.speed.length);
    this.audio.playbackRate = Number(this.speed.value);
  }

  private toggle(): void {
    if (this.audio.paused) void this.audio.play().catch(() => undefined);
    else this.audio.pause();
  }

  /** Go to a second; before the sound is there, it is loaded for it. */
  private go(seconds: number): void {
    this.audio.currentTime = within(seconds, this.length);
    if (this.audio.readyState === 0) this.audio.load();
    this.show();
  }

  private get at(): number {
    return this.audio.currentTime;
  }

  private show(): void {
    const heard = share(this.at, this.length);
    this.find("head").style.insetInlineStart = `${heard * 100}%`;
    const rest = this.querySelector("[data-rest]")!;
    rest.setAttribute("x", String(heard * WIDTH));
    rest.setAttribute("width", String(WIDTH - heard * WIDTH));
    this.find("at").textContent = duration(this.at);
    this.wave.setAttribute("aria-valuenow", String(Math.round(this.at)));
    const [at, all] = [this.at, this.length].map(duration);
    const spoken = this.dataset.position!.replace("{at}", at!).replace("{all}", all!);
    this.wave.setAttribute("aria-valuetext", spoken);
    this.showButton();
  }

  private showButton(): void {
    const button = this.find("toggle");
    const { paused } = this.audio;
    this.find("icon-play").hidden = !paused;
    this.find("icon-pause").hidden = paused;
    this.find("word").textContent = paused ? button.dataset.play! : button.dataset.pause!;
  }

  private find(name: string): HTMLElement {
    return this.querySelector<HTMLElement>(`[data-${name}]`)!;
  }
}

customElements.define("alo-player", Player);
