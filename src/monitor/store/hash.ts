/** Mixes a number into a hash, so that neighbours end far apart. */
export const mix = (hash: number, value: number): number => {
  const turned = Math.imul(hash ^ value, 0x9e3779b1);
  return turned ^ (turned >>> 15);
};

/**
 * Places by what lies in them: a table of open addressing in one typed array. What a place holds, and so its hash, is
 * known to the owner of the columns.
 */
export class PlaceTable {
  /** The place plus one; 0 where there is none. Its length is a power of two. */
  data: Int32Array = new Int32Array(256);
  #used = 0;

  constructor(private readonly hashOf: (place: number) => number) {}

  get mask(): number {
    return this.data.length - 1;
  }

  add(place: number): void {
    if ((this.#used + 1) * 10 > this.data.length * 7) this.#grow();
    this.#used += 1;
    this.#put(place);
  }

  #put(place: number): void {
    const { data, mask } = this;
    let at = this.hashOf(place) & mask;
    while (data[at] !== 0) at = (at + 1) & mask;
    data[at] = place + 1;
  }

  #grow(): void {
    const before = this.data;
    this.data = new Int32Array(before.length * 2);
    for (const entry of before) if (entry !== 0) this.#put(entry - 1);
  }

  /** Those behind it move up, so that no search ends too early and no marks of the deleted pile up. */
  remove(place: number): void {
    const { data, mask } = this;
    let hole = this.hashOf(place) & mask;
    while (data[hole] !== place + 1) {
      if (data[hole] === 0) return;
      hole = (hole + 1) & mask;
    }
    this.#used -= 1;
    for (let at = (hole + 1) & mask; data[at] !== 0; at = (at + 1) & mask) {
      const home = this.hashOf((data[at] as number) - 1) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      data[hole] = data[at] as number;
      hole = at;
    }
    data[hole] = 0;
  }
}
