/** Numbers by time, the soonest first: a heap. */
export class Due {
  readonly #times: number[] = [];
  readonly #ids: number[] = [];

  get size(): number {
    return this.#times.length;
  }

  /** When the next one is due; Infinity for none. */
  get next(): number {
    return this.#times[0] ?? Infinity;
  }

  add(time: number, id: number): void {
    let at = this.#times.length;
    this.#times.push(time);
    this.#ids.push(id);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#times[parent] ?? 0) <= time) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes out all that are due by a time. */
  take(now: number): readonly number[] {
    const due: number[] = [];
    while (this.next <= now) due.push(this.#pop());
    return due;
  }

  #pop(): number {
    const first = this.#ids[0] ?? -1;
    const time = this.#times.pop() ?? 0;
    const id = this.#ids.pop() ?? -1;
    if (this.#times.length === 0) return first;
    this.#times[0] = time;
    this.#ids[0] = id;
    this.#sink();
    return first;
  }

  #sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if ((this.#times[left] ?? Infinity) < (this.#times[least] ?? Infinity)) least = left;
      if ((this.#times[right] ?? Infinity) < (this.#times[least] ?? Infinity)) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    [this.#times[a], this.#times[b]] = [this.#times[b] ?? 0, this.#times[a] ?? 0];
    [this.#ids[a], this.#ids[b]] = [this.#ids[b] ?? 0, this.#ids[a] ?? 0];
  }
}
