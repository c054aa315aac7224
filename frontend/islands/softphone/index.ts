// <alo-softphone>: the telephone of a page. It shows nothing by itself: the page's own HTML,
// inside the element or outside, shows its states and has its buttons (see README.md).
import { fetchAccount, isPassing, post, Refused, type Account } from "./account";
import { knockUntilHeard } from "./knocking";
import { pause } from "./patience";
import { CHANGED, microphone, route } from "./devices";
import { LineWatch } from "./line-watch";
import { Phone, type Call, type Change, type Late, type Packets, type Reason } from "./phone";
import { Pictures } from "./pictures";
import { inCall, type State } from "./states";
import { Ringer } from "./tones";

/** As long as a node that restarts may take; then the telephone asks for another. */
const AWAY_MS = 10_000;
/** So long an account that is not let in is kept before the server is asked about it once more. */
const ASK_MS = 60_000;

class Softphone extends HTMLElement {
  #account: Account | null = null;
  #audio = document.createElement("audio");
  #ringer = new Ringer();
  #pictures = new Pictures(this);
  #toDial = "";
  #away = 0;
  #asked = 0;
  #knocks = false;
  #measuredCall = "";
  #lineWatch = new LineWatch(
    () => this.#phone.report(),
    (bad) => this.#tell("line", { bad }),
    (figures) => this.#tell("measured", { id: this.#measuredCall, ...figures }),
  );
  #phone = new Phone(
    () => this.guest,
    (change) => this.#changed(change),
    (track, stream) => (track.kind === "video" ? this.#pictures.show(track) : this.#play(stream)),
    (why) => this.#late(why),
  );

  connectedCallback(): void {
    this.#audio.autoplay = true;
    this.append(this.#audio);
    this.addEventListener("click", this.#pressed);
    document.addEventListener(CHANGED, this.#routed);
    this.#routed();
    window.addEventListener("online", this.#online);
    window.addEventListener("pagehide", this.#leave);
    this.#reflect(this.#phone.state, false);
    if (!this.guest && !this.hasAttribute("data-manual")) void this.start();
  }

  disconnectedCallback(): void {
    window.removeEventListener("online", this.#online);
    window.removeEventListener("pagehide", this.#leave);
    this.removeEventListener("click", this.#pressed);
    document.removeEventListener(CHANGED, this.#routed);
    window.clearTimeout(this.#away);
    this.#ringer.stop();
    this.#phone.stop();
    this.#pictures.close();
  }

  get guest(): boolean {
    return this.getAttribute("mode") === "guest";
  }

  /** A page of this kind calls with pictures. */
  get withPictures(): boolean {
    return this.hasAttribute("data-video");
  }

  get state(): State {
    return this.#phone.state;
  }

  get call(): Call | null {
    return this.#phone.call;
  }

  get muted(): boolean {
    return this.#phone.muted;
  }

  /** Ask for the microphone, fetch an account and register. */
  async start(): Promise<void> {
    if (!["idle", "ended", "failed"].includes(this.state)) return;
    this.#phone.begin();
    const allowed = this.withPictures ? await this.#pictures.open() : await this.#microphone();
    if (!allowed) return this.#phone.fail(this.withPictures ? "camera" : "microphone");
    try {
      await this.#register();
    } catch (error) {
      if (this.guest || !isPassing(error)) this.#refused(error);
      else this.#askAgain();
    }
  }

  /** Ask for the microphone; an agent's page says that the browser waits for a person's word. */
  async #microphone(): Promise<boolean> {
    this.#asking(!this.guest && (await willAsk()));
    const allowed = await microphoneAllowed();
    this.#asking(false);
    return allowed;
  }

  #asking(on: boolean): void {
    this.toggleAttribute("asking", on);
    this.#reflect(this.state, this.muted);
  }

  /** Ask for the account later: an agent's telephone goes on until the server is back. */
  #askAgain(tries = 0): void {
    window.setTimeout(() => {
      if (this.state !== "connecting" || !this.isConnected) return;
      this.#register().catch((error) => {
        if (isPassing(error)) this.#askAgain(tries + 1);
        else this.#refused(error);
      });
    }, pause(tries));
  }

  /** It takes long: say so. A telephone that is not let in asks whether it is still the agent's. */
  #late(why: Late): void {
    this.toggleAttribute("late", true);
    this.#reflect(this.state, this.muted);
    const due = Date.now() - this.#asked > ASK_MS;
    if (why !== "refused" || this.guest || !due) return;
    this.#asked = Date.now();
    this.#register(true).catch((error) => isPassing(error) || this.#refused(error));
  }

  async #register(again = false): Promise<void> {
    const account = await fetchAccount(this.#address(again), this);
    this.#account = { ...account, socket: this.dataset.wsUrl || account.socket };
    this.#phone.register(this.#account);
    this.#awaitNode();
  }

  /** Ask for an account again while the node it is for stays away: the server knows who serves. */
  #awaitNode(): void {
    window.clearTimeout(this.#away);
    if (this.state !== "connecting" || this.guest || !this.#account?.moves) return;
    this.#away = window.setTimeout(() => {
      if (this.state === "connecting") this.#register().catch(() => this.#awaitNode());
    }, AWAY_MS);
  }

  stop(): void {
    this.#phone.stop();
  }

  /** Another page has the telephone now, or nobody; a call moves there. */
  yield(reason: "elsewhere" | "signed_out" = "elsewhere"): void {
    this.#phone.leave();
    this.#phone.fail(reason);
  }

  /** Call a number; a guest gets an account first and calls the city's own number. */
  async dial(number = ""): Promise<void> {
    this.#toDial = number;
    if (this.state === "registered") return this.#dialNow();
    await this.start();
  }

  /** Pick up; the picture of an agent goes out only if the caller sends one. */
  answer(): void {
    if (this.call?.video) void this.#answerWithPictures();
    else this.#phone.answer();
  }

  hangup(): void {
    if (this.guest && ["connecting", "registered"].includes(this.state)) this.#phone.stop();
    this.#phone.hangup();
  }

  /** Stop or start one's own picture. */
  camera(on?: boolean): void {
    const off = !this.#pictures.camera(on);
    this.toggleAttribute("camera-off", off);
    for (const button of this.querySelectorAll("[data-softphone=camera]")) {
      button.setAttribute("aria-pressed", String(off));
    }
  }

  /** Stop ringing for a call that is over elsewhere. */
  dismiss(): void {
    this.#phone.dismiss();
  }

  mute(on = !this.muted): void {
    this.#phone.mute(on);
  }

  hold(on = this.state !== "held"): void {
    this.#phone.hold(on);
  }

  dtmf(keys: string): void {
    this.#phone.dtmf(keys);
  }

  /** Count the packets of sound of the call at hand, both ways. */
  audioPackets(): Promise<Packets> {
    return this.#phone.packets();
  }

  /** Where the account comes from; `again` for one that was given before and is not let in. */
  #address(again = false): string {
    const address = this.dataset.credentialsUrl ?? this.getAttribute("session") ?? "";
    return again ? `${address}${address.includes("?") ? "&" : "?"}again=yes` : address;
  }

  #refused(error: unknown): void {
    if (!(error instanceof Refused)) return this.#phone.fail(navigator.onLine ? "network" : "offline");
    this.#phone.fail(error.reason);
    if (error.words) this.#tell("refused", { words: error.words, reason: error.reason });
  }

  #dialNow(): void {
    const number = this.#toDial || this.#account?.number || "";
    this.#toDial = "";
    if (number) this.#phone.dial(number, this.#pictures.sent);
  }

  /** Without a camera the caller is heard and seen all the same. */
  async #answerWithPictures(): Promise<void> {
    await this.#pictures.open();
    this.#phone.answer(this.#pictures.sent);
  }

  #changed(change: Change): void {
    const { previous, state, call } = change;
    this.#awaitNode();
    const rings = state === "ringing" && previous !== "ringing";
    if (rings) this.#ringer.start(call!.direction);
    if (state !== "ringing") this.#ringer.stop();
    this.toggleAttribute("fallback", inCall(state) && !!call?.fallback);
    this.toggleAttribute("late", false);
    if (call) this.#measuredCall = call.id;
    this.#lineWatch.follow(state);
    this.#reflect(state, change.muted);
    this.#tell("state", change);
    if (rings) this.#tell("ringing", { ...call });
    if (rings && this.hasAttribute("data-answers")) this.answer();
    if (inCall(previous) && !inCall(state)) this.#ended(change);
    if (state === "registered" && (this.guest || this.#toDial)) this.#dialNow();
    if (state === "registered") void this.#knock();
  }

  /** Ask for the call behind a link, until it rings here or the answer is no. */
  async #knock(): Promise<void> {
    const address = this.dataset.knock;
    if (!address || this.#knocks) return;
    this.#knocks = true;
    await knockUntilHeard({
      waits: () => this.isConnected && this.state === "registered",
      knock: () => post(address, this),
      isNo: (error) => !isPassing(error),
      refused: (error) => this.#refused(error),
    });
    this.#knocks = false;
  }

  #ended({ call, reason }: Change): void {
    this.#audio.srcObject = null;
    this.#pictures.close();
    this.#tell("ended", { ...call, reason });
  }

  /** Let style sheets and the page's own words follow: attributes here, `hidden` inside. */
  #reflect(state: State, muted: boolean): void {
    this.setAttribute("state", state);
    this.toggleAttribute("muted", muted);
    const late: string[] = this.hasAttribute("late") ? [state, "late"] : [state];
    const now = this.hasAttribute("asking") ? ["asking"] : late;
    for (const part of this.querySelectorAll<HTMLElement>("[data-when]")) {
      part.hidden = !part.dataset.when!.split(" ").some((when) => now.includes(when));
    }
    for (const button of this.querySelectorAll<HTMLElement>("[data-softphone=mute]")) {
      button.setAttribute("aria-pressed", String(muted));
    }
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(`softphone:${name}`, { detail, bubbles: true }));
  }

  #play(stream: MediaStream): void {
    this.#audio.srcObject = stream;
    this.#audio.play().catch(() => this.#tell("silent", {}));
  }

  #routed = (): void => void route(this.#audio as object, "headset");

  #pressed = (event: Event): void => {
    const button = (event.target as Element).closest<HTMLElement>("[data-softphone]");
    if (!button) return;
    const deeds: Record<string, () => void> = {
      dial: () => void this.dial(button.dataset.number ?? ""),
      answer: () => this.answer(),
      hangup: () => this.hangup(),
      mute: () => this.mute(),
      hold: () => this.hold(),
      camera: () => this.camera(),
      key: () => this.dtmf(button.dataset.key ?? ""),
    };
    deeds[button.dataset.softphone ?? ""]?.();
  };

  #online = (): void => this.#phone.reconnect();
  #leave = (): void => (this.guest ? this.#phone.stop() : this.#phone.leave());
}

/** Ask once, before a call needs it, so that a refusal is seen at the desk and not by a citizen. */
async function microphoneAllowed(): Promise<boolean> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: microphone() });
    for (const track of stream.getTracks()) track.stop();
    return true;
  } catch {
    return false;
  }
}

/** Say whether the browser will ask a person first; false where it does not tell. */
async function willAsk(): Promise<boolean> {
  try {
    const { state } = await navigator.permissions.query({ name: "microphone" as PermissionName });
    return state === "prompt";
  } catch {
    return false;
  }
}

customElements.define("alo-softphone", Softphone);

export type { Call, Change, Packets, Reason, Softphone, State };
