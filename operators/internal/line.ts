/** A line that is served from its head and left from anywhere, all at constant cost. A member stands in it once. */
export class Line<A extends object> extends Set<A> {
  #rest = this.values();
  #head: A | undefined;

  /** Who stands first. A walk begun anew each time would step over the places of all who have left. */
  get head(): A | undefined {
    if (this.#head === undefined || !this.has(this.#head)) {
      this.#head = this.#rest.next().value ?? this.#restart();
    }
    return this.#head;
  }

  /** A walk that has come to the end once sees nobody who joins later. */
  #restart(): A | undefined {
    this.#rest = this.values();
    return this.#rest.next().value;
  }
}
