// What a field that offers a list does with what is typed, pressed and answered, in any order. After
// the combobox pattern of the WAI-ARIA Authoring Practices: a list that selects by itself. Pure.
//
// Nothing typed is replaced but by a line that the reader saw marked or asked for, or, once the field
// is left, by the only line that fits.
import { around } from "../desk/keys/presses";

export interface Line {
  value: string;
  text: string;
}

/** What stands beside the field: chosen, no line of this name, several fit, the list did not come. */
export type Said = "" | "chosen" | "none" | "several" | "failed";

export class Combo<Entry extends Line = Line> {
  words = "";
  /** What of another field narrows the list: the district. */
  beside = "";
  chosen: Line | null = null;
  lines: Entry[] = [];
  active = -1;
  isOpen = false;
  /** The words and the other field that the list belongs to. */
  private listed = "";
  private isHere = false;
  private hasFailed = false;
  /** Escape was pressed: the list of these words stays closed until it is asked for. */
  private isDismissed = false;
  /** Enter was pressed before the list was there. */
  private wantsFirst = false;
  /** The list of what is chosen is asked for, to choose another. */
  private wantsOthers = false;

  /**
   * `isStrict`: only lines of the list count, so that a field that is left says what became of it.
   * `isFree`: the list only helps; no line is marked until an arrow asks for it.
   */
  constructor(private readonly isStrict: boolean, private readonly isFree = false) {}

  /** What is asked for: what is typed, without the spaces around it. */
  get question(): string {
    const words = this.words.trim();
    return words && `${words}\n${this.beside}`;
  }

  /** Tell whether the list does not belong to what is typed. */
  get isBehind(): boolean {
    return this.question !== this.listed;
  }

  /** What to say beside the field; nothing while somebody types, for then the list says it. */
  get said(): Said {
    if (this.chosen) return "chosen";
    if (this.hasFailed) return "failed";
    if (this.isOpen && !this.isBehind && !this.lines.length) return "none";
    if (!this.isStrict || this.isHere || !this.question || this.isBehind) return "";
    return this.lines.length ? "several" : "none";
  }

  /** Somebody typed, or what narrows the list is another: what was chosen is chosen no longer. */
  type(words: string, beside = ""): void {
    [this.words, this.beside, this.chosen] = [words, beside, null];
    this.hasFailed = this.isDismissed = this.wantsFirst = this.wantsOthers = false;
    if (!this.question) this.isOpen = false;
  }

  /** Take over what stands in the page, which others may have filled in. */
  sync(words: string, beside: string, value: string): void {
    if (words !== this.words || beside !== this.beside) this.type(words, beside);
    if (value !== (this.chosen?.value ?? "")) this.chosen = value ? { value, text: words } : null;
  }

  /** A list came, or (null) did not; return whether its first line is taken by it. */
  answer(question: string, lines: Entry[] | null): Entry | null {
    // Of words that were typed before: the list of these comes
    if (question !== this.question || (this.chosen && !this.wantsOthers)) return null;
    this.wantsOthers = false;
    this.hasFailed = lines === null;
    if (!lines) return this.end();
    [this.listed, this.lines, this.active] = [question, lines, lines.length && !this.isFree ? 0 : -1];
    if (this.wantsFirst && lines[0]) return this.take(lines[0]);
    this.wantsFirst = false;
    if (!this.isHere) return this.chosen ? null : this.settle();
    this.isOpen = !this.isDismissed;
    return null;
  }

  /** A key was pressed; return whether it is spent, whether the list is wanted now, and what is taken. */
  press(key: string): { isSpent: boolean; asks?: boolean; taken?: Entry | null } {
    const marked = this.isOpen && !this.isBehind ? this.lines[this.active] : undefined;
    switch (key) {
      case "ArrowDown":
        return this.down();
      case "ArrowUp":
        if (!this.isOpen) return { isSpent: false };
        this.active = around(this.active, -1, this.lines.length);
        return { isSpent: true };
      case "Escape": {
        const isComing = this.question !== "" && this.isBehind && !this.chosen && !this.hasFailed && !this.isDismissed;
        const isSpent = this.isOpen || isComing;
        this.isDismissed = true;
        this.wantsFirst = this.wantsOthers = false;
        this.isOpen = false;
        return { isSpent };
      }
      case "Enter":
        if (marked) return { isSpent: true, taken: this.take(marked) };
        this.wantsFirst = this.isBehind && !this.chosen && !this.isFree;
        return { isSpent: this.wantsFirst, asks: this.wantsFirst };
      case "Tab":
        return { isSpent: false, taken: this.take(marked) };
      default:
        return { isSpent: false };
    }
  }

  /** Take a line, which is seen in the field; return it. */
  take(line: Entry | undefined): Entry | null {
    if (!line) return null;
    this.choose(line);
    return line;
  }

  /** Have this chosen, whoever chose it. */
  choose({ value, text }: Line): void {
    [this.words, this.chosen] = [text, { value, text }];
    this.hasFailed = this.wantsFirst = this.wantsOthers = false;
    this.isOpen = false;
  }

  come(): void {
    this.isHere = true;
  }

  /** The field is left: return what is taken by it; a list that is still to come decides later. */
  leave(): Entry | null {
    this.isHere = this.isOpen = false;
    return this.chosen || this.isBehind ? null : this.settle();
  }

  private down(): { isSpent: boolean; asks?: boolean } {
    this.isDismissed = false;
    if (!this.question) return { isSpent: false };
    if (this.isOpen) this.active = around(this.active, 1, this.lines.length);
    // What was chosen is one of a list that may have others
    else if (this.isBehind) {
      this.wantsOthers = !!this.chosen;
      return { isSpent: true, asks: true };
    }
    this.isOpen = true;
    return { isSpent: true };
  }

  /** As the server does: the only line that fits, or the one of that very name. */
  private settle(): Entry | null {
    const low = (words: string): string => words.trim().toLocaleLowerCase("tr");
    const same = this.lines.filter(({ text }) => low(text) === low(this.words));
    const meant = [this.lines, same].find((fitting) => fitting.length === 1);
    return this.isStrict ? this.take(meant?.[0]) : null;
  }

  private end(): null {
    this.wantsFirst = this.isOpen = false;
    return null;
  }
}
