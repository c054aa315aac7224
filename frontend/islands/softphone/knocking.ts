// Somebody with a link waits to be let into a call: the page knocks until its telephone rings.

/** Between two knocks; whoever is let in already is not rung twice. */
const AGAIN_MS = 4_000;

export interface Door {
  /** Tell whether the telephone of this page still waits to be rung. */
  waits(): boolean;
  /** Ask to be let in. Throws where the line breaks, and where the answer is no. */
  knock(): Promise<unknown>;
  isNo(error: unknown): boolean;
  /** Say the answer no on the page. */
  refused(error: unknown): void;
}

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, AGAIN_MS));

/** Knock until the telephone rings or the answer is no: any knock may be lost on its way. */
export async function knockUntilHeard(door: Door, again: () => Promise<void> = pause): Promise<void> {
  while (door.waits()) {
    try {
      await door.knock();
    } catch (error) {
      if (door.waits() && door.isNo(error)) return door.refused(error);
    }
    await again();
  }
}
