// A field with a list: whatever comes in whichever order, nothing typed is lost. Run by
// tests/web/kit/test_islands.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Combo } from "./combo.ts";

const line = (text) => ({ value: text.toLowerCase(), text });
const [PARKS, LAMPS, LAMP] = ["Park bakımı", "Park aydınlatması", "Sokak lambası"].map(line);

/** A field with the cursor in it, and words typed. */
function typed(words, isStrict = true) {
  const combo = new Combo(isStrict);
  combo.come();
  combo.type(words);
  return combo;
}

/** One whose list is there. */
function listed(words, ...lines) {
  const combo = typed(words);
  combo.answer(combo.question, lines);
  return combo;
}

const state = ({ words, chosen, isOpen, said }) => ({ words, chosen: chosen?.value ?? null, isOpen, said });

test("the first line is marked, and Enter takes it", () => {
  const combo = listed("park", PARKS, LAMPS);
  assert.deepEqual([combo.isOpen, combo.active, combo.said], [true, 0, ""]);
  assert.deepEqual(combo.press("Enter"), { isSpent: true, taken: PARKS });
  assert.deepEqual(state(combo), { words: "Park bakımı", chosen: PARKS.value, isOpen: false, said: "chosen" });
});

test("arrows go around, and Tab takes what is marked without holding the cursor", () => {
  const combo = listed("park", PARKS, LAMPS);
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp"]) assert.equal(combo.press(key).isSpent, true);
  assert.deepEqual(combo.press("Tab"), { isSpent: false, taken: LAMPS });
});

test("an answer to words that were typed before changes nothing", () => {
  const combo = typed("pa");
  const before = combo.question;
  combo.type("par");
  assert.equal(combo.answer(before, [LAMP]), null);
  assert.deepEqual([combo.isOpen, combo.isBehind, combo.lines], [false, true, []]);
  combo.answer(combo.question, [PARKS]);
  combo.answer(before, [LAMP]);
  assert.deepEqual(combo.lines, [PARKS]);
});

test("Tab, while the list is that of words typed before, takes nothing of it", () => {
  const combo = listed("sokak", LAMP);
  combo.type("park");
  assert.equal(combo.press("Tab").taken, null);
  assert.equal(combo.leave(), null);
  assert.deepEqual(state(combo), { words: "park", chosen: null, isOpen: false, said: "" });
});

test("Enter before the list is there waits for it, wherever the cursor is by then", () => {
  const combo = typed("park");
  assert.deepEqual(combo.press("Enter"), { isSpent: true, asks: true });
  combo.leave();
  assert.equal(combo.answer(combo.question, [PARKS, LAMPS]), PARKS);
  assert.equal(combo.said, "chosen");
});

test("who types on after Enter has not chosen", () => {
  const combo = typed("park");
  combo.press("Enter");
  combo.type("park a");
  assert.equal(combo.answer(combo.question, [LAMPS, PARKS]), null);
  assert.deepEqual(state(combo), { words: "park a", chosen: null, isOpen: true, said: "" });
});

test("Enter where nothing fits takes nothing, keeps the words, and goes on the second time", () => {
  const combo = typed("xyz");
  combo.press("Enter");
  combo.answer(combo.question, []);
  assert.deepEqual(state(combo), { words: "xyz", chosen: null, isOpen: true, said: "none" });
  assert.equal(combo.press("Enter").isSpent, false);
});

test("Escape closes the list once, keeps the words, and leaves the second to the page", () => {
  const combo = listed("park", PARKS, LAMPS);
  assert.equal(combo.press("Escape").isSpent, true);
  assert.deepEqual(state(combo), { words: "park", chosen: null, isOpen: false, said: "" });
  assert.equal(combo.press("Escape").isSpent, false);
});

test("a list that comes after Escape stays closed until it is asked for", () => {
  const combo = typed("park");
  assert.equal(combo.press("Escape").isSpent, true);
  combo.answer(combo.question, [PARKS, LAMPS]);
  assert.equal(combo.isOpen, false);
  combo.press("ArrowDown");
  assert.deepEqual([combo.isOpen, combo.active], [true, 0]);
});

test("who leaves has the only line that fits, or the one of that very name", () => {
  assert.equal(listed("yahya", line("Yahyakaptan")).leave().text, "Yahyakaptan");
  assert.equal(listed("PARK BAKIMI", PARKS, LAMPS).leave(), PARKS);
});

test("several that fit, or several of one name, are not guessed: it is said, and the words stay", () => {
  for (const lines of [[PARKS, LAMPS], [line("park"), { value: "other", text: "Park" }]]) {
    const combo = listed("park", ...lines);
    assert.equal(combo.leave(), null);
    assert.deepEqual(state(combo), { words: "park", chosen: null, isOpen: false, said: "several" });
  }
});

test("what nothing fits is said beside the field once it is left", () => {
  const combo = listed("xyz");
  combo.leave();
  assert.deepEqual(state(combo), { words: "xyz", chosen: null, isOpen: false, said: "none" });
  combo.come();
  combo.type("xy");
  assert.equal(combo.said, "");
});

test("a list that comes once the field is left does not open, and decides", () => {
  const [one, several] = [typed("yahya"), typed("park")];
  for (const combo of [one, several]) combo.leave();
  assert.equal(one.answer(one.question, [line("Yahyakaptan")]).text, "Yahyakaptan");
  assert.equal(several.answer(several.question, [PARKS, LAMPS]), null);
  assert.deepEqual([several.isOpen, several.said], [false, "several"]);
});

test("Escape is the page's where no list will come: it was closed already, or did not arrive", () => {
  const [closed, failed] = [typed("park"), typed("park")];
  closed.press("Escape");
  failed.answer(failed.question, null);
  for (const combo of [closed, failed]) assert.equal(combo.press("Escape").isSpent, false);
});

test("Escape in a field that was emptied is the page's: nothing is looked for", () => {
  const combo = listed("park", PARKS, LAMPS);
  combo.sync("", "", "");
  assert.equal(combo.press("Escape").isSpent, false);
});

test("a list that did not come is said, and Enter asks again", () => {
  const combo = typed("park");
  combo.press("Enter");
  combo.answer(combo.question, null);
  assert.deepEqual(state(combo), { words: "park", chosen: null, isOpen: false, said: "failed" });
  assert.deepEqual(combo.press("Enter"), { isSpent: true, asks: true });
  assert.equal(combo.answer(combo.question, [PARKS]), PARKS);
});

test("after a choice one types on: it is chosen no longer", () => {
  const combo = listed("park", PARKS);
  combo.press("Enter");
  combo.type("Park bakım");
  assert.deepEqual(state(combo), { words: "Park bakım", chosen: null, isOpen: false, said: "" });
});

test("Enter and Escape on what is chosen are the page's", () => {
  const combo = listed("park", PARKS);
  combo.press("Enter");
  for (const key of ["Enter", "Escape"]) assert.equal(combo.press(key).isSpent, false);
});

test("the list of what is chosen opens when it is asked for, and the choice stays until another", () => {
  const combo = listed("park", PARKS, LAMPS);
  combo.press("Enter");
  assert.deepEqual(combo.press("ArrowDown"), { isSpent: true, asks: true });
  combo.answer(combo.question, [PARKS, LAMPS]);
  assert.equal(combo.isOpen, true);
  combo.press("Escape");
  assert.equal(combo.chosen.value, PARKS.value);
});

test("another district asks anew, and a choice that others make for it stays", () => {
  const combo = listed("yeni", line("Yenişehir"));
  combo.press("Enter");
  combo.sync("Yenişehir", "izmit", "yenişehir");
  assert.equal(combo.said, "chosen");
  combo.sync("Yenişehir", "gebze", "");
  assert.deepEqual([combo.chosen, combo.isBehind], [null, true]);
});

test("what comes filled in from the server is chosen, and what others empty is not", () => {
  const combo = new Combo(true);
  combo.sync("Park bakımı", "", "park");
  assert.equal(combo.said, "chosen");
  combo.sync("Park bakımı", "", "");
  assert.equal(combo.chosen, null);
});

test("a field that takes any words never chooses by itself", () => {
  const combo = typed("0532", false);
  combo.answer(combo.question, [line("Elif")]);
  assert.equal(combo.leave(), null);
  assert.equal(combo.said, "");
});

test("an empty field has no list, and says nothing", () => {
  const combo = listed("park", PARKS);
  combo.type("  ");
  assert.deepEqual([combo.isOpen, combo.question, combo.said], [false, "", ""]);
  assert.equal(combo.press("ArrowDown").isSpent, false);
  combo.leave();
  assert.equal(combo.said, "");
});

test("where other words may stand, nothing is taken that no arrow marked", () => {
  const combo = new Combo(false, true);
  combo.come();
  combo.type("park");
  combo.answer(combo.question, [PARKS, LAMPS]);
  assert.deepEqual([combo.isOpen, combo.active], [true, -1]);
  assert.deepEqual(combo.press("Enter"), { isSpent: false, asks: false });
  assert.deepEqual(combo.press("Tab"), { isSpent: false, taken: null });
  combo.press("ArrowDown");
  assert.deepEqual(combo.press("Enter"), { isSpent: true, taken: PARKS });
});

test("words of one's own stay when such a field is left, even if one line fits", () => {
  const combo = new Combo(false, true);
  combo.come();
  combo.type("park");
  combo.answer(combo.question, [PARKS]);
  assert.equal(combo.leave(), null);
  assert.deepEqual(state(combo), { words: "park", chosen: null, isOpen: false, said: "" });
});
