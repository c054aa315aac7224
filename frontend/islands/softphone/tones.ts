// Ringing as sound, made on the spot: no file to load, no licence to ask about.

import { route, type Use } from "./devices";

interface Tone {
  frequencies: number[];
  /** Seconds of sound, then of silence, over and over. */
  on: number;
  off: number;
  loudness: number;
}

/** What an agent hears when a call comes in: two soft notes, unlike a telephone on the next desk. */
const INCOMING: Tone = { frequencies: [523, 659], on: 0.9, off: 1.6, loudness: 0.4 };
/** What a caller hears meanwhile, as on any Turkish telephone. */
const RINGBACK: Tone = { frequencies: [450], on: 2, off: 4, loudness: 0.08 };

/** Somebody writes: one note, heard beside a talk and soon forgotten. */
const KNOCK: Tone = { frequencies: [880], on: 0.25, off: 0, loudness: 0.12 };

/** What says that a device is the right one. */
const TEST: Tone = { frequencies: [523, 659, 784], on: 1.2, off: 0, loudness: 0.3 };

/** Browsers wake a new context a moment later; what could not sound by then comes too late. */
const AWAKE_MS = 1_000;

export class Ringer {
  #context: AudioContext | null = null;
  #timer = 0;
  #sounding: OscillatorNode[] = [];
  /** How often it was stopped: what was to sound before that does not. */
  #stopped = 0;

  /** Ring until `stop`. Without a press on the page before, browsers keep this silent. */
  start(direction: "incoming" | "outgoing"): void {
    this.stop();
    const tone = direction === "incoming" ? INCOMING : RINGBACK;
    const context = this.#awake(direction === "incoming" ? "bell" : "headset");
    const turn = () => this.#soon(context, tone);
    turn();
    this.#timer = window.setInterval(turn, (tone.on + tone.off) * 1000);
  }

  /** Sound once and softly, where a call rings. */
  knock(): void {
    this.#soon(this.#awake("bell"), KNOCK);
  }

  /** Sound once, to try a device. */
  async test(use: Use): Promise<void> {
    const context = this.#awake(use);
    await route(context as object, use);
    this.#soon(context, TEST);
  }

  #awake(use: Use): AudioContext {
    this.#context ??= new AudioContext();
    void this.#context.resume().catch(() => undefined);
    void route(this.#context as object, use);
    return this.#context;
  }

  stop(): void {
    window.clearInterval(this.#timer);
    this.#stopped += 1;
    for (const oscillator of this.#sounding) oscillator.stop();
    this.#sounding = [];
  }

  /** Sound as soon as the context runs, if it does at once and nobody has stopped it since. */
  #soon(context: AudioContext, tone: Tone): void {
    if (context.state === "running") return this.#sound(context, tone);
    const [asked, stopped] = [performance.now(), this.#stopped];
    void context.resume().then(() => {
      if (performance.now() - asked < AWAKE_MS && stopped === this.#stopped) this.#sound(context, tone);
    }, () => undefined);
  }

  #sound(context: AudioContext, tone: Tone): void {
    const start = context.currentTime;
    const gain = new GainNode(context, { gain: 0 });
    gain.connect(context.destination);
    // Rounded ends: a tone that starts at full strength clicks.
    gain.gain.linearRampToValueAtTime(tone.loudness, start + 0.05);
    gain.gain.setValueAtTime(tone.loudness, start + tone.on - 0.1);
    gain.gain.linearRampToValueAtTime(0, start + tone.on);
    this.#sounding = tone.frequencies.map((frequency) => {
      const oscillator = new OscillatorNode(context, { frequency });
      oscillator.connect(gain);
      oscillator.start(start);
      oscillator.stop(start + tone.on);
      return oscillator;
    });
  }
}
