// What the telephone can be in, and what brings it from one to the next. Pure.

export type State =
  | "idle" // no account yet, or signed out
  | "connecting" // fetching the account, or registering, also after a network loss
  | "registered" // can be rung, can dial
  | "ringing" // a call comes in, or one that was dialed is not answered yet
  | "talking"
  | "held" // a call that this telephone put on hold
  | "ended" // the one call of a guest is over
  | "failed"; // nothing more happens until `start` or `dial`

export type Happening =
  | "start" | "registered" | "lost" | "ring" | "answered" | "hold" | "unhold" | "over"
  | "done" | "stop" | "fail";

const MOVES: Record<State, Partial<Record<Happening, State>>> = {
  idle: { start: "connecting" },
  // Asterisk lets the switchboard ring a telephone before it has told it that it is let in
  connecting: { registered: "registered", ring: "ringing", stop: "idle", fail: "failed" },
  registered: { ring: "ringing", lost: "connecting", stop: "idle", fail: "failed" },
  ringing: { answered: "talking", over: "registered", done: "ended", stop: "idle", fail: "failed" },
  talking: { hold: "held", over: "registered", done: "ended", stop: "idle", fail: "failed" },
  held: { unhold: "talking", over: "registered", done: "ended", stop: "idle", fail: "failed" },
  ended: { start: "connecting", stop: "idle" },
  failed: { start: "connecting", stop: "idle" },
};

/** Return the next state; what does not apply changes nothing. */
export function next(state: State, happening: Happening): State {
  return MOVES[state][happening] ?? state;
}

export const inCall = (state: State): boolean =>
  state === "ringing" || state === "talking" || state === "held";
