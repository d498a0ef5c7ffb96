/** Places on a page: a monitor of few keys needs no more. */
const RECORD_BITS = 12;
const RECORDS = 1 << RECORD_BITS;
const VALUE_BITS = 12;
const VALUES = 1 << VALUE_BITS;

/**
 * Records of a few integers each, by place: what is read together lies together, and comes with one look at the memory. They lie in
 * pages, so that growing copies nothing and leaves no more than a part of one page unused.
 */
export class Slab {
  readonly #pages: Int32Array[] = [];

  constructor(private readonly width: number) {}

  /** Makes room for a place. */
  reach(place: number): void {
    while (this.#pages.length <= place >>> RECORD_BITS)
      this.#pages.push(new Int32Array(RECORDS * this.width));
  }

  /** The page of a place: its record begins at {@link offsetOf}. */
  pageOf(place: number): Int32Array {
    return this.#pages[place >>> RECORD_BITS] as Int32Array;
  }

  offsetOf(place: number): number {
    return (place & (RECORDS - 1)) * this.width;
  }

  get(place: number, field: number): number {
    return this.pageOf(place)[this.offsetOf(place) + field] as number;
  }

  set(place: number, field: number, value: number): void {
    this.pageOf(place)[this.offsetOf(place) + field] = value;
  }
}

/** One field of all records of a slab. */
export class Field {
  constructor(
    private readonly slab: Slab,
    private readonly field: number,
  ) {}

  get(place: number): number {
    return this.slab.get(place, this.field);
  }

  set(place: number, value: number): void {
    this.slab.set(place, this.field, value);
  }
}

const NONE = new Float64Array(0);

/** Blocks of a few doubles, handed out by their length. No block lies on two pages. */
export class Blocks {
  readonly #pages: Float64Array[] = [];
  readonly #free: number[][];
  #end = 0;

  /** @param longest the length of the longest block */
  constructor(longest: number) {
    this.#free = Array.from({ length: longest + 1 }, () => []);
  }

  /** The page of a block: its first value is at {@link offsetOf}. No block has no page. */
  pageOf(block: number): Float64Array {
    return this.#pages[block >>> VALUE_BITS] ?? NONE;
  }

  offsetOf(block: number): number {
    return block & (VALUES - 1);
  }

  /** What is in it is what was left there. */
  take(length: number): number {
    const free = this.#free[length]?.pop();
    if (free !== undefined) return free;
    const room = VALUES - this.offsetOf(this.#end);
    // What is left of a page serves shorter blocks.
    if (room < length) {
      this.giveBack(this.#end, room);
      this.#end += room;
    }
    const block = this.#end;
    this.#end += length;
    if (this.#pages.length <= block >>> VALUE_BITS) this.#pages.push(new Float64Array(VALUES));
    return block;
  }

  giveBack(block: number, length: number): void {
    this.#free[length]?.push(block);
  }
}
