// The pictures of a call: one's own in `[data-pictures=own]`, everybody else's in
// `[data-pictures=others]`, one <video> for each.

/** A face at a desk fills little; a signing upper body needs movement more than detail. */
const CAMERA = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 25 } };

export class Pictures {
  #sent: MediaStream | null = null;

  constructor(private readonly page: HTMLElement) {}

  /** What this side sends; null while no camera is open. */
  get sent(): MediaStream | null {
    return this.#sent;
  }

  /** Open the camera, with the microphone if there is one; say whether it may be used. */
  async open(): Promise<boolean> {
    if (this.#sent?.active) return true;
    const devices = navigator.mediaDevices;
    this.#sent =
      (await opened(() => devices.getUserMedia({ audio: true, video: CAMERA }))) ??
      (await opened(() => devices.getUserMedia({ video: CAMERA })));
    const own = this.#place("own");
    if (own && this.#sent) own.replaceChildren(video(this.#sent, true));
    return this.#sent !== null;
  }

  /** Show or hide one's own picture from the others; return whether it is sent now. */
  camera(on?: boolean): boolean {
    const tracks = this.#sent?.getVideoTracks() ?? [];
    for (const track of tracks) track.enabled = on ?? !track.enabled;
    return tracks.some((track) => track.enabled);
  }

  /** Show a picture that arrives, as long as it does. */
  show(track: MediaStreamTrack): void {
    const others = this.#place("others");
    if (!others) return;
    const shown = video(new MediaStream([track]), false);
    shown.dataset.track = track.id;
    const follow = () => (shown.hidden = track.muted);
    track.addEventListener("mute", follow);
    track.addEventListener("unmute", follow);
    track.addEventListener("ended", () => shown.remove());
    follow();
    others.append(shown);
  }

  /** Put the camera out and clear the screen. */
  close(): void {
    for (const track of this.#sent?.getTracks() ?? []) track.stop();
    this.#sent = null;
    this.#place("own")?.replaceChildren();
    this.#place("others")?.replaceChildren();
  }

  #place(whose: "own" | "others"): HTMLElement | null {
    return this.page.querySelector(`[data-pictures=${whose}]`);
  }
}

async function opened(ask: () => Promise<MediaStream>): Promise<MediaStream | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}

/** One's own picture is shown as in a mirror, and the sound is played elsewhere. */
function video(stream: MediaStream, own: boolean): HTMLVideoElement {
  const element = document.createElement("video");
  element.srcObject = stream;
  element.muted = element.autoplay = element.playsInline = true;
  element.classList.toggle("mirrored", own);
  return element;
}
