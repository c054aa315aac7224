// One announcement after the other: a chime made on the spot, then the sounds of the number.

import { within } from "../network/limits";

/** A number is called now: what its voice needs longer for, the chime does alone. */
const SOUND_MS = 3_000;
/** Two notes, high and low, as in a station. */
const CHIME = [880, 659];
const NOTE_SECONDS = 0.45;

export class Announcer {
  readonly #address: (name: string) => string;
  readonly #context = new AudioContext();
  readonly #sounds = new Map<string, Promise<AudioBuffer | null>>();
  #last: Promise<void> = Promise.resolve();

  constructor(address: (name: string) => string) {
    this.#address = address;
  }

  get isSilent(): boolean {
    return this.#context.state !== "running";
  }

  /** Ask to be heard; a browser may want a press first. */
  async wake(): Promise<void> {
    await this.#context.resume();
  }

  /** Say a number when what was called before it has been said. */
  announce(sounds: readonly string[]): void {
    if (this.isSilent) return;
    this.#last = this.#last.then(() => this.#say(sounds)).catch(() => undefined);
  }

  async #say(names: readonly string[]): Promise<void> {
    const buffers = await Promise.all(names.map((name) => this.#sound(name)));
    let at = this.#context.currentTime;
    for (const note of CHIME) {
      this.#note(note, at);
      at += NOTE_SECONDS;
    }
    // Without one of its words a number would be another one: then the chime calls alone
    if (!buffers.includes(null)) {
      for (const buffer of buffers as AudioBuffer[]) {
        const source = new AudioBufferSourceNode(this.#context, { buffer });
        source.connect(this.#context.destination);
        source.start(at);
        at += buffer.duration;
      }
    }
    await new Promise((done) => window.setTimeout(done, (at - this.#context.currentTime) * 1000));
  }

  #note(frequency: number, at: number): void {
    const gain = new GainNode(this.#context, { gain: 0 });
    gain.gain.setValueAtTime(0.4, at);
    gain.gain.exponentialRampToValueAtTime(0.01, at + NOTE_SECONDS);
    const note = new OscillatorNode(this.#context, { frequency });
    note.connect(gain).connect(this.#context.destination);
    note.start(at);
    note.stop(at + NOTE_SECONDS);
  }

  /** Fetch a sound once; one that is not there is asked for again at the next number. */
  #sound(name: string): Promise<AudioBuffer | null> {
    const known = this.#sounds.get(name) ?? this.#load(name);
    this.#sounds.set(name, known);
    return known;
  }

  async #load(name: string): Promise<AudioBuffer | null> {
    try {
      const answer = await fetch(this.#address(name), { signal: within(SOUND_MS) });
      if (answer.ok) return await this.#context.decodeAudioData(await answer.arrayBuffer());
    } catch {
      // The next number asks again
    }
    this.#sounds.delete(name);
    return null;
  }
}
