// JsSIP behind a small face: registers, comes back after a network loss, handles one call.
import { UA, WebSocketInterface } from "jssip";
import type { RTCSession } from "jssip/lib/RTCSession";
import type { Socket } from "jssip/lib/Socket";
import type { RTCSessionEvent } from "jssip/lib/UA";
import type { Account } from "./account";
import { LATE_MS, pause, UNHEARD_MS } from "./patience";
import { microphone } from "./devices";
import { inCall, next, type Happening, type State } from "./states";

/** Why a call or a registration came to nothing; the page has the words for it. */
export type Reason =
  | "" | "hung_up" | "busy" | "rejected" | "unanswered" | "unreachable" | "microphone"
  | "camera"
  | "network" | "offline" | "refused" | "elsewhere" | "signed_out";

/** What a telephone that takes long waits for: an answer, or to be let in. */
export type Late = "silent" | "refused";

export interface Call {
  /** Our own id of the call (header X-Alo-Call); empty for a call that was dialed here. */
  id: string;
  number: string;
  direction: "incoming" | "outgoing";
  /** Whether the other side offered a picture, or this page asks for one. */
  video: boolean;
  /** Asterisk's own queue rings because no switchboard program is there (header X-Alo-Fallback). */
  fallback: boolean;
}

export interface Change {
  state: State;
  previous: State;
  reason: Reason;
  call: Call | null;
  muted: boolean;
}

export interface Packets {
  sent: number;
  received: number;
}

/** JsSIP refuses a second offer before the first one is answered. */
const HOLD_AGAIN_MS = 100;
const REGISTER_SECONDS = 60;
/** Q.850 cause 41, temporary failure: not the 16 of somebody who hangs up. */
const LOST = "Reason: Q.850;cause=41";
const REASONS: Record<string, Reason> = {
  "Busy": "busy",
  "Rejected": "rejected",
  "Canceled": "unanswered",
  "No Answer": "unanswered",
  "Expires": "unanswered",
  "Unavailable": "unreachable",
  "Not Found": "unreachable",
  "Address Incomplete": "unreachable",
  "User Denied Media Access": "microphone",
  "WebRTC Error": "microphone",
  "Connection Error": "network",
  "Request Timeout": "network",
  "RTP Timeout": "network",
  "Terminated": "hung_up",
};

export class Phone {
  state: State = "idle";
  call: Call | null = null;
  #agent: UA | null = null;
  #session: RTCSession | null = null;
  #muted = false;
  #ice: RTCIceServer[] = [];
  #tries = 0;
  #refused = false;
  #again = 0;
  #hearing = 0;
  /** Pressed before the line of sound was there, by which keys go. */
  /** What was asked for last. */
  #holds = false;
  #pressed = "";
  #lateness = 0;

  /** A phone for one call ends with it; another stays registered. */
  constructor(
    private readonly oneCall: () => boolean,
    private readonly changed: (change: Change) => void,
    private readonly received: (track: MediaStreamTrack, stream: MediaStream) => void,
    private readonly late: (why: Late) => void,
  ) {}

  /** Say that an account is on its way. */
  begin(): void {
    this.#move("start");
  }

  /** Register with an account, and go on trying until it is let in or stopped. */
  register(account: Account): void {
    if (this.state !== "connecting") return;
    this.#discard();
    this.#ice = account.ice ?? [];
    const socket = new WebSocketInterface(account.socket);
    this.#agent = new UA({
      sockets: [socket],
      uri: account.uri,
      password: account.password,
      register: true,
      register_expires: REGISTER_SECONDS,
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 8,
      user_agent: "alo153",
    });
    this.#listen(this.#agent);
    this.#expectAnswers(this.#agent, socket);
    this.#agent.start();
    this.#watch();
  }

  /** Come back at once when the browser says that the network is there again. */
  reconnect(): void {
    if (!this.#agent || inCall(this.state)) return;
    const agent = this.#agent;
    this.#move("lost");
    agent.stop();
    agent.start();
  }

  /** Give up, with the reason for the page. */
  fail(reason: Reason): void {
    this.#move("fail", reason);
    this.#discard();
  }

  stop(): void {
    this.#move("stop");
    this.#discard();
  }

  /** The page goes: what it talks in is not hung up, the switchboard keeps the caller for it. */
  leave(): void {
    if (inCall(this.state) && this.state !== "ringing" && !this.#session?.isEnded()) {
      this.#session?.terminate({ extraHeaders: [LOST] });
    }
  }

  /** Pick up with sound, or with what a call with pictures sends. */
  answer(sent: MediaStream | null = null): void {
    if (this.state !== "ringing" || this.call?.direction !== "incoming") return;
    // Asked for twice it is answered once: by its ringing, and by the bar that says whose it is
    if (this.#session?.isInProgress()) this.#session.answer(this.#media(sent));
  }

  dial(number: string, sent: MediaStream | null = null): void {
    if (this.state !== "registered") return;
    this.#agent?.call(number, this.#media(sent));
  }

  /** End the call, or turn down the one that rings. */
  hangup(): void {
    if (!this.#session || this.#session.isEnded()) return;
    const turnDown = this.state === "ringing" && this.call?.direction === "incoming";
    this.#session.terminate(turnDown ? { status_code: 480 } : {});
  }

  /** Stop ringing for a call that is over elsewhere. */
  dismiss(): void {
    if (this.state === "ringing" && this.call?.direction === "incoming") this.#drop("Canceled");
  }

  /** Hold, or go on; pressed while the answer to the one before is on its way, it is done after it. */
  hold(on: boolean): void {
    const session = this.#session;
    this.#holds = on;
    if (!session?.isEstablished() || session.isOnHold().local === on) return;
    if (on ? session.hold() : session.unhold()) return;
    window.setTimeout(() => session === this.#session && this.#holds === on && this.hold(on), HOLD_AGAIN_MS);
  }

  mute(on: boolean): void {
    if (on) this.#session?.mute({ audio: true });
    else this.#session?.unmute({ audio: true });
  }

  get muted(): boolean {
    return this.#muted;
  }

  dtmf(keys: string): void {
    if (!inCall(this.state)) return;
    this.#pressed += keys;
    this.#sendKeys();
  }

  /** Count the packets of sound of the call at hand. */
  async packets(): Promise<Packets> {
    const count: Packets = { sent: 0, received: 0 };
    const report = await this.report();
    report?.forEach((entry) => {
      if (entry.kind !== "audio") return;
      if (entry.type === "outbound-rtp") count.sent += entry.packetsSent ?? 0;
      if (entry.type === "inbound-rtp") count.received += entry.packetsReceived ?? 0;
    });
    return count;
  }

  /** What the browser counts of the call at hand. */
  async report(): Promise<RTCStatsReport | undefined> {
    return this.#session?.connection?.getStats();
  }

  #sendKeys(): void {
    if (!this.#pressed || this.#session?.connection?.connectionState !== "connected") return;
    this.#session.sendDTMF(this.#pressed, { transportType: "RFC2833" as never });
    this.#pressed = "";
  }

  #media(sent: MediaStream | null): object {
    return { ...media(sent), pcConfig: { iceServers: this.#ice } };
  }

  #listen(agent: UA): void {
    const mine = () => agent === this.#agent;
    agent.on("registered", () => {
      if (!mine()) return;
      this.#tries = 0;
      this.#move("registered");
    });
    agent.on("disconnected", () => mine() && this.#disconnected());
    agent.on("registrationFailed", ({ response }) => mine() && this.#tryAgain(agent, !!response));
    agent.on("newRTCSession", ({ session, request }: RTCSessionEvent) => {
      if (!mine() || !this.#makeRoom()) {
        if (session.direction === "incoming") session.terminate({ status_code: 486 });
        return;
      }
      this.#take(session, {
        id: request.getHeader("X-Alo-Call") ?? "",
        number: session.remote_identity.uri.user ?? "",
        direction: session.direction,
        video: offersVideo(request.body),
        fallback: Boolean(request.getHeader("X-Alo-Fallback")),
      });
    });
  }

  /** The account may reach Asterisk after this page, and Asterisk may come back after a while. */
  #tryAgain(agent: UA, refused: boolean): void {
    this.#move("lost");
    this.#refused = refused;
    window.clearTimeout(this.#again);
    const register = () => agent === this.#agent && agent.register();
    this.#again = window.setTimeout(register, pause(this.#tries++));
  }

  /** Take a line that nobody answers on for broken, and come by another.

   An Asterisk that starts opens web sockets before it answers, and what it was asked then it never
   answers: JsSIP would wait for half a minute. */
  #expectAnswers(agent: UA, socket: Socket): void {
    const heard = () => agent === this.#agent && window.clearTimeout(this.#hearing);
    agent.on("connected", () => {
      if (agent !== this.#agent) return;
      heard();
      this.#hearing = window.setTimeout(() => {
        socket.disconnect();
        socket.ondisconnect(true);
      }, UNHEARD_MS);
    });
    agent.on("registered", heard);
    agent.on("registrationFailed", heard);
    agent.on("disconnected", heard);
  }

  /** Who rang by a line that broke cannot be answered: its end would not be heard either. */
  #disconnected(): void {
    this.dismiss();
    this.#move("lost");
  }

  /** Tell now and then that it takes long, as long as it does. */
  #watch(): void {
    window.clearTimeout(this.#lateness);
    if (this.state !== "connecting") return;
    this.#lateness = window.setTimeout(() => {
      if (this.state === "connecting") this.late(this.#refused ? "refused" : "silent");
      this.#watch();
    }, LATE_MS);
  }

  /** Say whether a call that comes in finds room, and make it.

   The switchboard rings nobody who talks. Whoever seems to has missed the end of that call: while
   this page was frozen its ringing was taken back, or its sound has ended. */
  #makeRoom(): boolean {
    const session = this.#session;
    if (!session) return true;
    if (session.direction === "outgoing" || this.oneCall()) return false;
    const talks = session.isEstablished() && session.connection?.connectionState === "connected";
    if (!talks) this.#drop("Canceled");
    return !talks;
  }

  /** End the call at hand on this side, whatever the other one hears of it. */
  #drop(cause: string): void {
    const session = this.#session;
    if (!session) return;
    this.#over(session, cause);
    try {
      session.terminate(session.isEstablished() ? { extraHeaders: [LOST] } : { status_code: 480 });
    } catch {
      // it had ended by itself
    }
  }

  #take(session: RTCSession, call: Call): void {
    this.#session = session;
    this.call = call;
    this.#muted = false;
    this.#pressed = "";
    session.on("peerconnection", ({ peerconnection }) => this.#hear(peerconnection));
    if (session.connection) this.#hear(session.connection);
    session.on("confirmed", () => this.#move("answered"));
    session.on("hold", ({ originator }) => originator === "local" && this.#move("hold"));
    session.on("unhold", ({ originator }) => originator === "local" && this.#move("unhold"));
    session.on("muted", () => this.#mutedNow(true));
    session.on("unmuted", () => this.#mutedNow(false));
    session.on("ended", ({ cause }) => this.#over(session, cause));
    session.on("failed", ({ cause }) => this.#over(session, cause));
    this.#move("ring");
  }

  #hear(connection: RTCPeerConnection): void {
    connection.addEventListener("track", ({ track, streams }) => {
      this.received(track, streams[0] ?? new MediaStream([track]));
    });
    // JsSIP looks at the state of ICE alone, which stays "disconnected" when the other side dies
    connection.addEventListener("connectionstatechange", () => {
      if (connection !== this.#session?.connection) return;
      if (connection.connectionState === "failed") this.#drop("RTP Timeout");
      this.#sendKeys();
    });
  }

  #mutedNow(muted: boolean): void {
    this.#muted = muted;
    this.#tell(this.state, "");
  }

  #over(session: RTCSession, cause: string): void {
    if (session !== this.#session) return;
    const reason = REASONS[cause] ?? "refused";
    const answered = this.state !== "ringing";
    this.#muted = false;
    this.#session = null;
    if (!this.oneCall()) this.#move("over", reason);
    else if (answered || reason === "unanswered") this.#move("done", reason);
    else this.#move("fail", reason);
    this.call = null;
    if (this.oneCall()) this.#discard();
    else if (this.#agent && !this.#agent.isRegistered()) this.#move("lost");
  }

  #move(happening: Happening, reason: Reason = ""): void {
    const previous = this.state;
    this.state = next(previous, happening);
    if (this.state === previous) return;
    this.#watch();
    this.#tell(previous, reason);
  }

  #tell(previous: State, reason: Reason): void {
    this.changed({ state: this.state, previous, reason, call: this.call, muted: this.#muted });
  }

  #discard(): void {
    window.clearTimeout(this.#lateness);
    window.clearTimeout(this.#again);
    window.clearTimeout(this.#hearing);
    this.#tries = 0;
    this.#refused = false;
    const agent = this.#agent;
    this.#agent = null;
    this.#session = null;
    agent?.stop();
    this.call = null;
  }
}

/** What a call sends: the microphone alone, or the stream of a call with pictures. */
function media(sent: MediaStream | null): object {
  if (!sent) return { mediaConstraints: { audio: microphone(), video: false } };
  // A deaf caller may have no microphone: then sound is received only.
  return { mediaStream: sent, rtcOfferConstraints: { offerToReceiveAudio: true } };
}

/** Say whether a session description (RFC 8866) has a picture that is not declined (port 0). */
function offersVideo(description: string | null | undefined): boolean {
  return /^m=video [1-9]/m.test(description ?? "");
}
