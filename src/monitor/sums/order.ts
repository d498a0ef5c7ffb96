import { Ints, Places } from '../store/grow.js';

const MOST_IN_A_CHUNK = 512;
const NOWHERE = -1;

/** A run of an order. All of it comes after the runs before it, and before those behind it. */
interface Chunk {
  readonly number: number;
  ids: number[];
  /** Nothing in the chunk comes before this one; undefined where that one has left. */
  first: number | undefined;
  /** Whether the chunk itself is in order: it is brought into it when somebody reads it. */
  isSorted: boolean;
}

/**
 * Numbers in an order that is kept up to date: in chunks, so that a change moves one chunk and not the whole. Only chunks
 * that are read are sorted: of a long order somebody looks at one page. What decides the order of a number may change while
 * it is out: take out all that change, change them, put them in again.
 */
export class Order {
  #chunks: Chunk[] = [];
  readonly #numbers = new Places();
  readonly #byNumber: Chunk[] = [];
  /** The number of the chunk that each id is in. */
  readonly #chunkOf = new Ints(NOWHERE);
  #size = 0;

  constructor(private readonly compare: (a: number, b: number) => number) {}

  get size(): number {
    return this.#size;
  }

  has(id: number): boolean {
    return this.#chunkOf.get(id) !== NOWHERE;
  }

  /** Makes a chunk of sorted ids. */
  #chunk(ids: number[]): Chunk {
    const chunk: Chunk = { number: this.#numbers.take(), ids, first: ids[0], isSorted: true };
    this.#byNumber[chunk.number] = chunk;
    for (const id of ids) this.#chunkOf.set(id, chunk.number);
    return chunk;
  }

  #firstOf(chunk: Chunk): number {
    if (chunk.first !== undefined) return chunk.first;
    let first = chunk.ids[0] as number;
    if (!chunk.isSorted) for (const id of chunk.ids) if (this.compare(id, first) < 0) first = id;
    chunk.first = first;
    return first;
  }

  /** Where the last chunk is that does not begin behind the number; where all do, the first. */
  #chunkFor(id: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.compare(this.#firstOf(this.#chunks[middle] as Chunk), id) <= 0) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  insert(id: number): void {
    if (this.has(id)) return;
    this.#size += 1;
    const at = this.#chunkFor(id);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push(this.#chunk([id]));
      return;
    }
    chunk.ids.push(id);
    chunk.isSorted = false;
    this.#chunkOf.set(id, chunk.number);
    if (at === 0 && this.compare(id, this.#firstOf(chunk)) < 0) chunk.first = id;
    if (chunk.ids.length > MOST_IN_A_CHUNK) this.#split(at, chunk);
  }

  #split(at: number, chunk: Chunk): void {
    this.#sort(chunk);
    this.#chunks.splice(at + 1, 0, this.#chunk(chunk.ids.splice(MOST_IN_A_CHUNK >> 1)));
  }

  #sort(chunk: Chunk): void {
    if (chunk.isSorted) return;
    chunk.ids.sort(this.compare);
    chunk.isSorted = true;
  }

  /** Takes a number out, whatever has become of what it was sorted by. */
  remove(id: number): void {
    const chunk = this.#byNumber[this.#chunkOf.get(id)];
    if (chunk === undefined) return;
    this.#chunkOf.set(id, NOWHERE);
    this.#size -= 1;
    const at = chunk.ids.indexOf(id);
    if (chunk.isSorted) chunk.ids.splice(at, 1);
    else {
      const last = chunk.ids.pop() as number;
      if (last !== id) chunk.ids[at] = last;
    }
    if (chunk.ids.length === 0) this.#drop(chunk);
    else if (chunk.first === id) chunk.first = undefined;
  }

  #drop(chunk: Chunk): void {
    this.#chunks.splice(this.#chunks.indexOf(chunk), 1);
    this.#numbers.giveBack(chunk.number);
  }

  /** Puts all of them in at once, instead of what was in. */
  fill(ids: readonly number[]): void {
    for (const chunk of this.#chunks) {
      for (const id of chunk.ids) this.#chunkOf.set(id, NOWHERE);
      this.#numbers.giveBack(chunk.number);
    }
    this.#size = ids.length;
    const sorted = [...ids].sort(this.compare);
    const half = MOST_IN_A_CHUNK >> 1;
    this.#chunks = [];
    for (let at = 0; at < sorted.length; at += half)
      this.#chunks.push(this.#chunk(sorted.slice(at, at + half)));
  }

  /** All numbers, in no order. */
  all(): number[] {
    return this.#chunks.flatMap(({ ids }) => ids);
  }

  slice(offset: number, limit: number): number[] {
    const ids: number[] = [];
    let skip = offset;
    for (const chunk of this.#chunks) {
      if (ids.length >= limit) break;
      const { length } = chunk.ids;
      if (skip < length) {
        this.#sort(chunk);
        for (let at = skip; at < length && ids.length < limit; at += 1) ids.push(chunk.ids[at] as number);
      }
      skip = Math.max(0, skip - length);
    }
    return ids;
  }
}

/** From here on it is cheaper to sort again than to move one by one. */
const isMany = (changed: number, size: number): boolean => changed > 64 && changed * 4 > size;

/** How a member of an order is judged, and where what it is sorted by is kept. */
export interface Keys<K> {
  belongs(id: number): boolean;
  /** What it is to be sorted by now. */
  keyOf(id: number): K;
  /** What it is sorted by. */
  get(id: number): K;
  set(id: number, key: K): void;
}

/** Those that are elsewhere in an order now, or out of it, or in. */
interface Moved<K> {
  readonly ids: number[];
  /** For each of them, what it is sorted by; for those that are out, nothing. */
  readonly keys: (K | undefined)[];
  readonly stay: boolean[];
}

const movedOf = <K>(order: Order, ids: Iterable<number>, keys: Keys<K>): Moved<K> => {
  const moved: Moved<K> = { ids: [], keys: [], stay: [] };
  for (const id of ids) {
    const stays = keys.belongs(id);
    const isIn = order.has(id);
    if (!stays && !isIn) continue;
    const key = stays ? keys.keyOf(id) : undefined;
    if (stays && isIn && Object.is(key, keys.get(id))) continue;
    moved.ids.push(id);
    moved.keys.push(key);
    moved.stay.push(stays);
  }
  return moved;
};

/** Brings an order up to date: `ids` are those that may have changed. Most of them stay where they are. */
export const reorder = <K>(order: Order, ids: Iterable<number>, keys: Keys<K>): void => {
  const moved = movedOf(order, ids, keys);
  const isAll = isMany(moved.ids.length, order.size);
  const all = isAll ? new Set(order.all()) : undefined;
  if (all === undefined) for (const id of moved.ids) order.remove(id);
  for (const [at, id] of moved.ids.entries()) {
    if (moved.stay[at] === true) keys.set(id, moved.keys[at] as K);
    if (all === undefined) {
      if (moved.stay[at] === true) order.insert(id);
    } else if (moved.stay[at] === true) all.add(id);
    else all.delete(id);
  }
  if (all !== undefined) order.fill([...all]);
};
