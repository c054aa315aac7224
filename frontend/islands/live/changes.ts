// An answer shows what was true when it was asked for. What changed while it was on its way has been
// hinted at already, and the part that heard of it is gone: the answer drew a new one in its place.

/** Which topic changed last when, in the order in which it was heard. */
export class Changes<Request extends object> {
  private readonly last = new Map<string, number>();
  private readonly sent = new WeakMap<Request, number>();
  private heard = 0;

  /** Note that topics changed. */
  hear(topics: readonly string[]): void {
    this.heard += 1;
    for (const topic of topics) this.last.set(topic, this.heard);
  }

  /** Note that a request goes out. */
  send(request: Request): void {
    this.sent.set(request, this.heard);
  }

  /** Say whether one of these topics changed after a request went out. */
  since(request: Request, topics: readonly string[]): boolean {
    const before = this.sent.get(request) ?? this.heard;
    return topics.some((topic) => (this.last.get(topic) ?? 0) > before);
  }
}
