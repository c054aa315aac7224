// Records a prompt with the browser's microphone, and puts it into the form as a wav file.
import { whileHere } from "../shell/while-here";
import { wav } from "./wav";

const RATE = 16000;
const MOST_MILLISECONDS = 60_000;

/** Return what was recorded as a wav file of one channel. */
async function asWav(parts: Blob[]): Promise<File> {
  const coded = await new Blob(parts).arrayBuffer();
  const heard = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(coded);
  return new File([wav(heard.getChannelData(0), RATE)], "recording.wav", { type: "audio/wav" });
}

function keep(form: HTMLFormElement, file: File): void {
  const field = form.querySelector<HTMLInputElement>("input[type=file]")!;
  const chosen = new DataTransfer();
  chosen.items.add(file);
  field.files = chosen.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  const player = form.querySelector("audio")!;
  player.src = URL.createObjectURL(file);
  player.hidden = false;
}

function begin(form: HTMLFormElement): void {
  const line = form.querySelector<HTMLElement>("[data-recorder]");
  if (!line || !("MediaRecorder" in window)) return;
  line.hidden = false;
  const button = line.querySelector("button")!;
  const status = line.querySelector<HTMLElement>("[role=status]")!;
  let recorder: MediaRecorder | null = null;

  async function start(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const parts: Blob[] = [];
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", async () => {
      for (const track of stream.getTracks()) track.stop();
      recorder = null;
      button.textContent = button.dataset.record!;
      keep(form, await asWav(parts));
      status.textContent = status.dataset.done!;
    });
    recorder.start();
    setTimeout(() => recorder?.stop(), MOST_MILLISECONDS);
    button.textContent = button.dataset.stop!;
    status.textContent = status.dataset.listening!;
  }

  button.addEventListener("click", () => {
    if (recorder) return recorder.stop();
    start().catch(() => (status.textContent = status.dataset.refused!));
  });
}

whileHere("form[data-recording]", (form) => begin(form as HTMLFormElement));
