// The applications in this telephone, for its pages and its worker.
import { table } from "../storage/table";
import type { Application } from "./application";

/** What becomes of one; null stands for none. */
export type Become = (found: Application | null) => Application | null;

export interface ApplicationStore {
  all(): Promise<Application[]>;
  /** Change one in a single step; returns what is there afterwards. */
  change(key: string, become: Become): Promise<Application | null>;
}

const NAME = "applications";
const applications = table<Application>("portal", NAME, "key");
const listeners: (() => void)[] = [];
let channel: BroadcastChannel | null = null;

// Opened when it is needed: a browser that has none reads this script all the same
function opened(): BroadcastChannel {
  if (!channel) {
    channel = new BroadcastChannel(NAME);
    channel.addEventListener("message", tell);
  }
  return channel;
}

function tell(): void {
  for (const act of listeners) act();
}

export const store: ApplicationStore = {
  all: applications.all,
  async change(key, become) {
    let before: Application | null = null;
    const after = await applications.change(key, (found) => become((before = found)));
    if (after !== before) {
      // To the others; a channel does not hear itself
      opened().postMessage("changed");
      tell();
    }
    return after;
  },
};

/** Hear what this page, another one or the worker did with them. */
export function onChange(act: () => void): void {
  opened();
  listeners.push(act);
}
