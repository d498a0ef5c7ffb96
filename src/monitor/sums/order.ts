const MOST_IN_A_CHUNK = 512;

/**
 * Numbers in a sorted order that is kept up to date: in chunks, so that a change moves one chunk and not the whole. What
 * decides the order of a number must not change while it is in: take it out, change it, put it in again.
 */
export class Order {
  #chunks: number[][] = [];
  #members = new Uint8Array(64);
  #size = 0;

  constructor(private readonly compare: (a: number, b: number) => number) {}

  get size(): number {
    return this.#size;
  }

  has(id: number): boolean {
    return this.#members[id] === 1;
  }

  #mark(id: number, value: 0 | 1): void {
    if (id >= this.#members.length) {
      const members = new Uint8Array(Math.ceil((id + 1) * 1.5));
      members.set(this.#members);
      this.#members = members;
    }
    this.#members[id] = value;
  }

  /** The first chunk whose last is not before the number. */
  #chunkFor(id: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const chunk = this.#chunks[middle] as number[];
      if (this.compare(chunk[chunk.length - 1] as number, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #placeIn(chunk: readonly number[], id: number): number {
    let low = 0;
    let high = chunk.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(chunk[middle] as number, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  insert(id: number): void {
    if (this.has(id)) return;
    this.#mark(id, 1);
    this.#size += 1;
    const at = this.#chunkFor(id);
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([id]);
      return;
    }
    chunk.splice(this.#placeIn(chunk, id), 0, id);
    if (chunk.length > MOST_IN_A_CHUNK) this.#chunks.splice(at + 1, 0, chunk.splice(MOST_IN_A_CHUNK >> 1));
  }

  remove(id: number): void {
    if (!this.has(id)) return;
    this.#mark(id, 0);
    this.#size -= 1;
    let at = this.#chunkFor(id);
    let place = this.#placeIn(this.#chunks[at] as number[], id);
    if (this.#chunks[at]?.[place] !== id) {
      // What it was sorted by is gone, with the thing itself: it is where it was.
      at = this.#chunks.findIndex((chunk) => chunk.includes(id));
      place = this.#chunks[at]?.indexOf(id) ?? -1;
    }
    const chunk = this.#chunks[at];
    if (chunk === undefined || place < 0) return;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
  }

  /** Puts all of them in at once, instead of what was in. */
  fill(ids: readonly number[]): void {
    this.#members.fill(0);
    this.#chunks = [];
    this.#size = ids.length;
    const sorted = [...ids].sort(this.compare);
    for (const id of sorted) this.#mark(id, 1);
    const half = MOST_IN_A_CHUNK >> 1;
    for (let at = 0; at < sorted.length; at += half) this.#chunks.push(sorted.slice(at, at + half));
  }

  /** All numbers, unsorted by any promise but their order. */
  all(): number[] {
    return this.#chunks.flat();
  }

  slice(offset: number, limit: number): number[] {
    const ids: number[] = [];
    let skip = offset;
    for (const chunk of this.#chunks) {
      if (skip >= chunk.length) {
        skip -= chunk.length;
        continue;
      }
      for (let at = skip; at < chunk.length && ids.length < limit; at += 1) ids.push(chunk[at] as number);
      if (ids.length >= limit) break;
      skip = 0;
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
