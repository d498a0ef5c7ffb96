/** A line that is served from its head and left from anywhere, all at constant cost. A member is in it once. */
export class Line<A extends object> {
  readonly #members = new Set<A>();
  #head: A | undefined;
  /**
   * A walk of the members that the head came out of last: everyone else in line is still to come out of it. It goes on when
   * the head leaves, as a new one would step over the places of all who have left. Only the first of an empty line
   * begins another, as one that has come to the end sees nobody who joins later.
   */
  #walk = this.#members.values();

  /** The first member. */
  get head(): A | undefined {
    return this.#head;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Its members, from the head on; they may leave while they are gone through. */
  [Symbol.iterator](): IterableIterator<A> {
    return this.#members.values();
  }

  join(member: A): void {
    this.#members.add(member);
    if (this.#head !== undefined) return;
    this.#walk = this.#members.values();
    this.#moveUp();
  }

  /** Returns whether the member was in the line. */
  leave(member: A): boolean {
    const stood = this.#members.delete(member);
    if (member === this.#head) this.#moveUp();
    return stood;
  }

  /** All leave. */
  clear(): void {
    this.#members.clear();
    this.#head = undefined;
  }

  #moveUp(): void {
    this.#head = this.#walk.next().value;
  }
}
