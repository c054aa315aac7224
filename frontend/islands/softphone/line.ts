// How good the line of a call is, from what the browser counts of its packets (W3C webrtc-stats).
// Pure: reports in, figures out.

/** More loss than this is heard: ITU-T G.1010, table I.1, conversational voice. */
export const MOST_LOSS_PERCENT = 3;
/** More jitter than this is heard: ITU-T Y.1541, delay variation of class 0. */
export const MOST_JITTER_MS = 50;
/** How many intervals in a row are bad before the page says so, and how many are not after it. */
const BAD_AFTER = 2;
const GOOD_AFTER = 3;
/** Of fewer packets (a second of sound) a share says nothing: a held call sends none. */
const FEWEST_PACKETS = 50;

/** The counters of a connection at one moment. */
export interface Sample {
  /** Milliseconds since 1970, as `reportedAt`. */
  at: number;
  received: number;
  lost: number;
  sent: number;
  /** Milliseconds, smoothed by the browser (RFC 3550). */
  jitter: number;
  /** What the far end lost of what we sent; null until its first report. */
  lostThere: number | null;
  /** When that report came; null until the first. */
  reportedAt: number | null;
  /** The share that the far end lost in its last report, 0 to 1. */
  shareLostThere: number | null;
  /** Milliseconds. */
  roundTrip: number | null;
}

/** What happened between two samples; a share is a percentage, null of too few packets. */
export interface Interval {
  seconds: number;
  received: number;
  lost: number;
  lossIn: number | null;
  lossOut: number | null;
  jitter: number | null;
  roundTrip: number | null;
}

/** A whole leg: loss in percent, times in milliseconds, null where nothing was measured. */
export interface Measured {
  seconds: number;
  bad_seconds: number;
  loss_in: number | null;
  loss_out: number | null;
  jitter_mean: number | null;
  jitter_max: number | null;
  round_trip: number | null;
}

interface Entry {
  type: string;
  kind?: string;
  packetsReceived?: number;
  packetsLost?: number;
  packetsSent?: number;
  jitter?: number;
  timestamp?: number;
  fractionLost?: number;
  roundTripTime?: number;
}

/** Read the counters of the sound from a report of getStats. */
export function sample(report: { forEach(use: (entry: Entry) => void): void }, at: number): Sample {
  const found: Sample = {
    at, received: 0, lost: 0, sent: 0, jitter: 0,
    lostThere: null, reportedAt: null, shareLostThere: null, roundTrip: null,
  };
  report.forEach((entry) => {
    if (entry.kind !== "audio") return;
    if (entry.type === "inbound-rtp") {
      found.received += entry.packetsReceived ?? 0;
      found.lost += entry.packetsLost ?? 0;
      found.jitter = Math.max(found.jitter, (entry.jitter ?? 0) * 1000);
    } else if (entry.type === "outbound-rtp") {
      found.sent += entry.packetsSent ?? 0;
    } else if (entry.type === "remote-inbound-rtp") {
      found.lostThere = (found.lostThere ?? 0) + (entry.packetsLost ?? 0);
      found.reportedAt = entry.timestamp ?? found.reportedAt;
      found.shareLostThere = entry.fractionLost ?? found.shareLostThere;
      if (entry.roundTripTime !== undefined) found.roundTrip = entry.roundTripTime * 1000;
    }
  });
  return found;
}

/** Say what happened between two samples; null if the counters began anew in between. */
export function between(before: Sample, after: Sample): Interval | null {
  const received = after.received - before.received;
  const sent = after.sent - before.sent;
  if (received < 0 || sent < 0 || after.at <= before.at) return null;
  // A packet that comes late after all is taken off the lost ones
  const lost = Math.max(0, after.lost - before.lost);
  const enough = received + lost >= FEWEST_PACKETS;
  const told = sent >= FEWEST_PACKETS ? after.shareLostThere : null;
  return {
    seconds: (after.at - before.at) / 1000,
    received,
    lost,
    lossIn: enough ? (100 * lost) / (received + lost) : null,
    lossOut: told === null ? null : 100 * told,
    jitter: enough ? after.jitter : null,
    roundTrip: after.roundTrip,
  };
}

/** Say whether an interval is one in which words get lost. */
export function isBad({ lossIn, lossOut, jitter }: Interval): boolean {
  const loss = Math.max(lossIn ?? 0, lossOut ?? 0);
  return loss > MOST_LOSS_PERCENT || (jitter ?? 0) > MOST_JITTER_MS;
}

/** The line of one leg, interval by interval. */
export class Line {
  /** What the page says: it changes after some intervals alike, so that it does not flicker. */
  bad = false;
  #unlike = 0;
  #last: Sample | null = null;
  #intervals: Interval[] = [];
  /** The far end's last report with what had been sent then, and what it lost since the first. */
  #told: { reportedAt: number; lostThere: number; sent: number } | null = null;
  #sent = 0;
  #lostThere = 0;

  /** Take the next sample; return whether the page has to say something else. */
  add(next: Sample): boolean {
    const passed = this.#last && between(this.#last, next);
    this.#hear(next, passed ? this.#last : null);
    this.#last = next;
    if (!passed) return false;
    this.#intervals.push(passed);
    this.#unlike = isBad(passed) === this.bad ? 0 : this.#unlike + 1;
    if (this.#unlike < (this.bad ? GOOD_AFTER : BAD_AFTER)) return false;
    this.bad = !this.bad;
    this.#unlike = 0;
    return true;
  }

  /**
   * Count what was lost there from report to report: one may be late, or not come at the end. On a
   * busy computer we look late, too: what was sent since the report is none of its loss.
   */
  #hear(next: Sample, before: Sample | null): void {
    const { lostThere, reportedAt } = next;
    if (lostThere === null || reportedAt === null || reportedAt === this.#told?.reportedAt) return;
    const since = before ? (next.at - reportedAt) / (next.at - before.at) : 0;
    const sent = next.sent - since * (next.sent - (before?.sent ?? 0));
    if (before && this.#told) {
      this.#sent += Math.max(0, sent - this.#told.sent);
      this.#lostThere += Math.max(0, lostThere - this.#told.lostThere);
    }
    this.#told = { reportedAt, lostThere, sent };
  }

  /** Sum up what was measured; null before the first interval. */
  measured(): Measured | null {
    const all = this.#intervals;
    if (all.length === 0) return null;
    const lost = sum(all.map((one) => one.lost));
    const jitter = known(all.map((one) => one.jitter));
    return {
      seconds: Math.round(sum(all.map((one) => one.seconds))),
      bad_seconds: Math.round(sum(all.filter(isBad).map((one) => one.seconds))),
      loss_in: share(lost, lost + sum(all.map((one) => one.received))),
      loss_out: share(this.#lostThere, this.#sent),
      jitter_mean: mean(jitter),
      jitter_max: jitter.length ? rounded(Math.max(...jitter)) : null,
      round_trip: mean(known(all.map((one) => one.roundTrip))),
    };
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);
const known = (numbers: (number | null)[]): number[] => numbers.filter((one) => one !== null);
const rounded = (number: number): number => Math.round(number * 10) / 10;
const mean = (numbers: number[]): number | null =>
  numbers.length ? rounded(sum(numbers) / numbers.length) : null;
const share = (part: number, whole: number): number | null =>
  whole ? rounded(Math.min(100, (100 * part) / whole)) : null;
