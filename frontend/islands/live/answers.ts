// Answers of the server come in any order. One that was asked for before the one shown last may say
// what was true earlier: after it the part of the page is asked for once more.

/** In which order the answers for one part of the page were asked for. */
export class Answers<Request extends object> {
  private readonly places = new WeakMap<Request, number>();
  private asked = 0;
  private shown = 0;

  /** Note that a request goes out. */
  ask(request: Request): void {
    this.places.set(request, ++this.asked);
  }

  /** Note that its answer is shown; say whether a later one was shown already. */
  show(request: Request): boolean {
    const place = this.places.get(request) ?? this.asked;
    const isOld = place < this.shown;
    this.shown = place;
    return isOld;
  }
}
