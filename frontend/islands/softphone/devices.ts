// Which microphone, headset and bell somebody chose at this computer (localStorage).

export type Use = "microphone" | "headset" | "bell";
/** Audio elements and contexts of browsers that let sound go elsewhere. */
interface Sink {
  setSinkId?: (id: string) => Promise<void>;
}

const KEY = "alo-devices";
export const CHANGED = "devices:changed";

function all(): Partial<Record<Use, string>> {
  return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Record<Use, string>>;
}

/** Return the chosen device; empty for the computer's own choice. */
export function chosen(use: Use): string {
  return all()[use] ?? "";
}

export function choose(use: Use, id: string): void {
  localStorage.setItem(KEY, JSON.stringify({ ...all(), [use]: id }));
  document.dispatchEvent(new Event(CHANGED));
}

/** Let sound out at the chosen device; one that was unplugged leaves it where it was. */
export async function route(sink: Sink, use: Use): Promise<void> {
  await sink.setSinkId?.(chosen(use)).catch(() => undefined);
}

/** What is asked of getUserMedia: the chosen microphone, another if it was unplugged. */
export function microphone(): boolean | MediaTrackConstraints {
  const id = chosen("microphone");
  return id ? { deviceId: { ideal: id } } : true;
}
