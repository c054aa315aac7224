// The button that another site of the city shows: a press opens the ways to the city in a frame, where
// one writes, or calls in a window of its own. A plain script without parts of ours or of others: it
// lies in pages that we do not know. Nothing is asked of us before the press.

const NEWS = "alo153:news";
const CLOSE = "alo153:close";
const STYLE = `
  :host { all: initial; position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000;
    font: 600 1rem/1.3 system-ui, sans-serif; color-scheme: light dark; }
  :host([data-side=left]) { inset: auto auto 1rem 1rem; }
  button { font: inherit; border: 0; cursor: pointer; color: #fff; background: var(--alo153-color, #14506e); }
  button:focus-visible, iframe:focus-visible { outline: 3px solid #fff; outline-offset: -5px; }
  .open { display: flex; align-items: center; gap: .6rem; min-height: 3.25rem; padding: 0 1.25rem;
    border-radius: 2rem; box-shadow: 0 2px 12px #0005; }
  .open[data-news]::after { content: ""; width: .7rem; height: .7rem; border-radius: 50%; background: #ffb4a2; }
  .panel { display: flex; flex-direction: column; width: min(24rem, calc(100vw - 2rem));
    height: min(38rem, calc(100dvh - 2rem)); border-radius: .75rem; overflow: hidden;
    background: Canvas; box-shadow: 0 6px 32px #0007; }
  .panel > button { display: flex; align-items: center; justify-content: space-between;
    min-height: 2.75rem; padding: 0 1rem; text-align: start; }
  iframe { flex: 1; width: 100%; border: 0; background: Canvas; }
  [hidden] { display: none; }
`;

class Widget {
  readonly #host = document.createElement("div");
  readonly #open = document.createElement("button");
  readonly #panel = document.createElement("div");
  readonly #close = document.createElement("button");
  readonly #words: DOMStringMap;
  readonly #home: string;
  #frame: HTMLIFrameElement | null = null;

  constructor(script: HTMLScriptElement) {
    this.#words = script.dataset;
    this.#home = new URL(script.src).origin;
    this.#draw(this.#words.open ?? "153", this.#words.close ?? "×");
    this.#open.addEventListener("click", () => this.#show());
    this.#close.addEventListener("click", () => this.#hide());
    this.#panel.addEventListener("keydown", (event) => event.key === "Escape" && this.#hide());
    window.addEventListener("message", (event) => this.#hear(event));
    document.body.append(this.#host);
  }

  #draw(open: string, close: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    if (this.#words.side) this.#host.dataset.side = this.#words.side;
    if (this.#words.color) this.#host.style.setProperty("--alo153-color", this.#words.color);
    const root = this.#host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.#open.className = "open";
    this.#open.textContent = open;
    this.#close.textContent = `${open} `;
    const mark = document.createElement("span");
    mark.textContent = close;
    this.#close.append(mark);
    this.#panel.className = "panel";
    this.#panel.setAttribute("role", "dialog");
    this.#panel.setAttribute("aria-label", open);
    this.#panel.hidden = true;
    this.#panel.append(this.#close);
    root.append(this.#open, this.#panel);
  }

  #show(): void {
    if (!this.#frame) {
      this.#frame = document.createElement("iframe");
      this.#frame.title = this.#words.open ?? "153";
      this.#frame.src = `${this.#home}/widget/`;
      this.#panel.append(this.#frame);
    }
    delete this.#open.dataset.news;
    this.#open.removeAttribute("aria-label");
    this.#panel.hidden = false;
    this.#open.hidden = true;
    this.#frame.focus();
  }

  #hide(): void {
    this.#panel.hidden = true;
    this.#open.hidden = false;
    this.#open.focus();
  }

  /** Hear the page in the frame: it has news, or its reader is done. */
  #hear(event: MessageEvent): void {
    if (event.origin !== this.#home || event.source !== this.#frame?.contentWindow) return;
    if (event.data === CLOSE) this.#hide();
    if (event.data === NEWS && this.#panel.hidden) {
      this.#open.dataset.news = "";
      if (this.#words.news) this.#open.setAttribute("aria-label", `${this.#open.textContent}: ${this.#words.news}`);
    }
  }
}

const script = document.currentScript as HTMLScriptElement;
if (document.body) new Widget(script);
else document.addEventListener("DOMContentLoaded", () => new Widget(script));
