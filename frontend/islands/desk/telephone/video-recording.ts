// Records video of a call whose citizen allows it: all pictures side by side, all sound, sent part by part
// to our own server. Asterisk records sound only.
import { TRANSFER_MS, within } from "../../network/limits";
import { csrfToken } from "../../softphone/account";
import type { Softphone } from "../../softphone";

const WIDTH = 640;
const HEIGHT = 480;
const FRAME_MS = 66;
const PART_MS = 4000;
const AGAIN_MS = 2000;
const TRIES = 5;
const FORM = "video/webm;codecs=vp8,opus";
const CONFLICT = 409;

const phone = document.querySelector<Softphone>("#softphone");
let recording: VideoRecording | null = null;

/** One stretch of video; another begins when the server takes no more of this one. */
class VideoRecording {
  #take = Date.now();
  #number = 0;
  #sent: Promise<void> = Promise.resolve();
  #canvas = document.createElement("canvas");
  #sound = new AudioContext();
  #recorder: MediaRecorder;
  #drawing: number;

  constructor(private readonly call: string, private readonly page: HTMLElement) {
    this.#draw();
    this.#drawing = window.setInterval(() => this.#draw(), FRAME_MS);
    const stream = this.#canvas.captureStream(1000 / FRAME_MS);
    for (const track of this.#mixed().getAudioTracks()) stream.addTrack(track);
    this.#recorder = new MediaRecorder(stream, { mimeType: FORM, videoBitsPerSecond: 800_000 });
    this.#recorder.addEventListener("dataavailable", ({ data }) => this.#queue(data));
    this.#recorder.start(PART_MS);
  }

  stop(): void {
    window.clearInterval(this.#drawing);
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    void this.#sound.close();
  }

  #draw(): void {
    const shown = [...this.page.querySelectorAll<HTMLVideoElement>("[data-pictures] video")]
      .filter((video) => !video.hidden && video.videoWidth > 0);
    this.#canvas.width = WIDTH * Math.max(1, shown.length);
    this.#canvas.height = HEIGHT;
    const pen = this.#canvas.getContext("2d")!;
    shown.forEach((video, place) => {
      const scale = Math.min(WIDTH / video.videoWidth, HEIGHT / video.videoHeight);
      const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
      pen.drawImage(video, place * WIDTH + (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
    });
  }

  #mixed(): MediaStream {
    const mix = this.#sound.createMediaStreamDestination();
    const heard = this.page.querySelector("audio")?.srcObject;
    const own = this.page.querySelector<HTMLVideoElement>("[data-pictures=own] video")?.srcObject;
    for (const stream of [heard, own]) {
      if (!(stream instanceof MediaStream) || stream.getAudioTracks().length === 0) continue;
      this.#sound.createMediaStreamSource(stream).connect(mix);
    }
    return mix.stream;
  }

  #queue(data: Blob): void {
    if (data.size === 0) return;
    const number = this.#number++;
    this.#sent = this.#sent.then(() => this.#send(number, data));
  }

  async #send(number: number, data: Blob): Promise<void> {
    const address = `/desk/calls/${this.call}/video-recordings/${this.#take}/${number}/`;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const status = await posted(address, data, this.page);
      if (status < 400) return;
      if (status === CONFLICT) return begin(this);
      if (status < 500 && status !== 0) return this.stop();
      await new Promise((done) => setTimeout(done, AGAIN_MS));
    }
  }
}

/** Post a part and return the status; 0 without a network. */
async function posted(address: string, data: Blob, page: Element): Promise<number> {
  try {
    const headers = { "X-CSRFToken": csrfToken(page), "Content-Type": "application/octet-stream" };
    const signal = within(TRANSFER_MS);
    return (await fetch(address, { method: "POST", body: data, headers, signal })).status;
  } catch {
    return 0;
  }
}

function begin(instead: VideoRecording | null = null): void {
  if (recording !== instead) return;
  recording?.stop();
  recording = null;
  const sign = document.querySelector<HTMLElement>("[data-video-recording]");
  if (!phone || !sign || phone.state !== "talking") return;
  recording = new VideoRecording(sign.dataset.videoRecording!, phone);
  sign.hidden = false;
}

// The bar knows of the citizen's consent a moment after the call is answered, and is drawn anew
// whenever something changes.
document.addEventListener("htmx:afterSwap", (event) => {
  if ((event as CustomEvent<{ target: HTMLElement }>).detail.target.id !== "bar") return;
  const sign = document.querySelector<HTMLElement>("[data-video-recording]");
  if (sign && recording) sign.hidden = false;
  else begin();
});
document.addEventListener("softphone:state", () => begin());
document.addEventListener("softphone:ended", () => {
  recording?.stop();
  recording = null;
});

export {};
