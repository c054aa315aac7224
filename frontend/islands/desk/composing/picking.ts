// What Enter does in the line of ready answers: the list may still answer what was typed before. Pure.

/** What the line holds, and the list below it. */
export interface Line {
  typed: string;
  /** The words that the list answers. */
  answers?: string;
  hidden: boolean;
}

export class Picking {
  private wished = "";

  /** Enter: take the first of the list, ask for a list of what is typed, or do nothing. */
  enter({ typed, answers, hidden }: Line): "take" | "ask" | "nothing" {
    this.wished = "";
    if (!typed.trim()) return "nothing";
    if (typed === answers) return hidden ? "nothing" : "take";
    this.wished = typed;
    return "ask";
  }

  /** Somebody types on or leaves the line: what Enter asked for is wanted no more. */
  forget(): void {
    this.wished = "";
  }

  /** A list came: tell whether Enter waits for it. */
  came(answers: string): boolean {
    const waits = this.wished !== "" && answers === this.wished;
    if (waits) this.wished = "";
    return waits;
  }
}
