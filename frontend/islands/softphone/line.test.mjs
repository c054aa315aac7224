// What is made of the browser's counters. Run by tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Line, between, isBad, sample } from "./line.ts";

/** The counters after so many seconds of 50 packets a second; `more` replaces some. */
function counted(seconds, more = {}) {
  const packets = 50 * seconds;
  return {
    at: 1000 * seconds, received: packets, lost: 0, sent: packets, jitter: 4,
    lostThere: 0, reportedAt: 1000 * seconds, shareLostThere: 0, roundTrip: 30, ...more,
  };
}

/** A line that hears `lost` of its 250 packets in each interval of five seconds. */
function line(...lost) {
  const made = new Line();
  const said = [];
  let gone = 0;
  made.add(counted(0));
  lost.forEach((each, place) => {
    gone += each;
    made.add(counted(5 * (place + 1), { received: 250 * (place + 1) - gone, lost: gone }));
    said.push(made.bad);
  });
  return { made, said };
}

test("a report of getStats is read for its sound alone", () => {
  const report = [
    { type: "inbound-rtp", kind: "audio", packetsReceived: 100, packetsLost: 3, jitter: 0.012 },
    { type: "inbound-rtp", kind: "video", packetsReceived: 900, packetsLost: 90, jitter: 0.2 },
    { type: "outbound-rtp", kind: "audio", packetsSent: 110 },
    {
      type: "remote-inbound-rtp", kind: "audio",
      packetsLost: 2, fractionLost: 0.04, roundTripTime: 0.08, timestamp: 6,
    },
    { type: "transport" },
  ];
  assert.deepEqual(sample(report, 7), {
    at: 7, received: 100, lost: 3, sent: 110, jitter: 12,
    lostThere: 2, reportedAt: 6, shareLostThere: 0.04, roundTrip: 80,
  });
});

test("loss is a share of what should have come", () => {
  const passed = between(counted(0), counted(5, { received: 240, lost: 10, shareLostThere: 0.05 }));
  assert.equal(passed.lossIn, 4);
  assert.equal(passed.lossOut, 5);
  assert.equal(passed.seconds, 5);
});

test("of a held call that sends nothing no share is made", () => {
  const passed = between(counted(5), counted(10, { received: 251, lost: 4, sent: 250, shareLostThere: 1 }));
  assert.deepEqual([passed.lossIn, passed.lossOut, passed.jitter], [null, null, null]);
  assert.equal(isBad(passed), false);
});

test("counters that begin anew are no interval", () => {
  assert.equal(between(counted(5), counted(10, { received: 3 })), null);
});

test("a packet that comes late after all is not lost twice, nor less than none", () => {
  assert.equal(between(counted(0, { lost: 3 }), counted(5, { lost: 1 })).lossIn, 0);
});

test("either direction, or jitter alone, makes an interval bad", () => {
  assert.equal(isBad(between(counted(0), counted(5, { shareLostThere: 0.031 }))), true);
  assert.equal(isBad(between(counted(0), counted(5, { jitter: 51 }))), true);
  assert.equal(isBad(between(counted(0), counted(5, { jitter: 50, shareLostThere: 0.03 }))), false);
});

test("the word comes after two bad intervals and goes after three good ones", () => {
  const { said } = line(20, 0, 20, 20, 0, 0, 20, 0, 0, 0);
  assert.deepEqual(said, [false, false, false, true, true, true, true, true, true, false]);
});

test("a leg is summed up", () => {
  const { made } = line(0, 25, 0, 25);
  assert.deepEqual(made.measured(), {
    seconds: 20, bad_seconds: 10, loss_in: 5, loss_out: 0, jitter_mean: 4, jitter_max: 4, round_trip: 30,
  });
});

test("before the first interval there is nothing to tell", () => {
  const made = new Line();
  made.add(counted(0));
  assert.equal(made.measured(), null);
});

/** A line before the far end's first report. */
function begun() {
  const made = new Line();
  made.add(counted(0, { lostThere: null, reportedAt: null }));
  return made;
}

test("a far end that never reports leaves its figures open", () => {
  const made = new Line();
  const deaf = { lostThere: null, reportedAt: null, shareLostThere: null, roundTrip: null };
  made.add(counted(0, deaf));
  made.add(counted(5, deaf));
  const { loss_in, loss_out, round_trip } = made.measured();
  assert.deepEqual([loss_in, loss_out, round_trip], [0, null, null]);
});

test("what was sent after the last report of the far end does not make its loss smaller", () => {
  const made = begun();
  made.add(counted(5, { lostThere: 0, reportedAt: 4_900 }));
  made.add(counted(10, { lostThere: 50, reportedAt: 9_900 }));
  made.add(counted(15, { lostThere: 50, reportedAt: 9_900 }));
  assert.equal(made.measured().loss_out, 20);
  made.add(counted(20, { lostThere: 150, reportedAt: 19_900 }));
  assert.equal(made.measured().loss_out, 20);
});

test("who looks late at a report counts what was sent until it came", () => {
  const made = begun();
  made.add(counted(5, { lostThere: 0, reportedAt: 4_900 }));
  made.add(counted(10, { lostThere: 0, reportedAt: 4_900 }));
  made.add(counted(15, { lostThere: 50, reportedAt: 9_900 }));
  assert.equal(made.measured().loss_out, 20);
});

test("when the counters begin anew, so does the loss at the far end", () => {
  const made = new Line();
  made.add(counted(5, { lostThere: 40 }));
  made.add(counted(10, { received: 3, sent: 3, lostThere: 0 }));
  made.add(counted(15, { received: 253, sent: 253, lostThere: 25 }));
  assert.equal(made.measured().loss_out, 10);
});
