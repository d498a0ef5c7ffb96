/** Columns grow by half while they are small and by a quarter when they are large: slack is memory that nobody uses. */
const grown = (capacity: number, least: number): number =>
  Math.max(least, Math.ceil(capacity * (capacity < 1 << 18 ? 1.5 : 1.25)));

const START = 64;

/** A column of 32-bit integers that grows; places never written hold `empty`. */
export class Ints {
  data: Int32Array;

  constructor(private readonly empty = 0) {
    this.data = new Int32Array(START).fill(empty);
  }

  get(at: number): number {
    return at < this.data.length ? (this.data[at] as number) : this.empty;
  }

  set(at: number, value: number): void {
    if (at >= this.data.length) {
      const { length } = this.data;
      const data = new Int32Array(grown(length, at + 1));
      data.set(this.data);
      if (this.empty !== 0) data.fill(this.empty, length);
      this.data = data;
    }
    this.data[at] = value;
  }
}

/** A column of doubles that grows; places never written hold 0. */
export class Floats {
  data: Float64Array = new Float64Array(START);

  get(at: number): number {
    return at < this.data.length ? (this.data[at] as number) : 0;
  }

  set(at: number, value: number): void {
    this.reach(at);
    this.data[at] = value;
  }

  /** Makes room for a place. */
  reach(at: number): void {
    if (at < this.data.length) return;
    const data = new Float64Array(grown(this.data.length, at + 1));
    data.set(this.data);
    this.data = data;
  }
}

/** A column of bytes that grows. */
export class Bytes {
  data: Uint8Array = new Uint8Array(START);

  get(at: number): number {
    return at < this.data.length ? (this.data[at] as number) : 0;
  }

  set(at: number, value: number): void {
    if (at >= this.data.length) {
      const data = new Uint8Array(grown(this.data.length, at + 1));
      data.set(this.data);
      this.data = data;
    }
    this.data[at] = value;
  }
}

/** Hands out places, those given back first. */
export class Places {
  readonly #free: number[] = [];
  #next = 0;

  /** Places in use. */
  get size(): number {
    return this.#next - this.#free.length;
  }

  /** One more than the highest place ever handed out. */
  get end(): number {
    return this.#next;
  }

  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    this.#next += 1;
    return this.#next - 1;
  }

  giveBack(place: number): void {
    this.#free.push(place);
  }
}

/** Who belongs to whom, as doubly linked lists in columns: children of a parent, without an object for either. */
export class Chains {
  readonly #heads = new Ints(-1);
  readonly #next = new Ints(-1);
  readonly #before = new Ints(-1);

  first(parent: number): number {
    return this.#heads.get(parent);
  }

  next(child: number): number {
    return this.#next.get(child);
  }

  add(parent: number, child: number): void {
    const head = this.#heads.get(parent);
    this.#next.set(child, head);
    this.#before.set(child, -1);
    if (head >= 0) this.#before.set(head, child);
    this.#heads.set(parent, child);
  }

  remove(parent: number, child: number): void {
    const next = this.#next.get(child);
    const before = this.#before.get(child);
    if (before >= 0) this.#next.set(before, next);
    else this.#heads.set(parent, next);
    if (next >= 0) this.#before.set(next, before);
    this.#next.set(child, -1);
    this.#before.set(child, -1);
  }

  *of(parent: number): Generator<number> {
    for (let child = this.first(parent); child >= 0;) {
      const next = this.next(child);
      yield child;
      child = next;
    }
  }
}
