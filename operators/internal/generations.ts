/** A set of keys. */
export interface KeySet<K> {
  readonly size: number;
  has(key: K): boolean;
  /** Puts a key in, and returns whether it was new. */
  insert(key: K): boolean;
}

/** How much a window remembers, and in what. */
interface GenerationsConfig<K, S extends KeySet<K>> {
  /** Keys that fill a generation. */
  readonly maxKeys: number;
  /** Age at which a generation is over, in milliseconds. Default: no bound by age. */
  readonly maxAgeMs?: number;
  /** Where time is read, if there is a bound by age. */
  readonly now?: () => number;
  /** Makes an empty set. */
  readonly create: () => S;
  /** Sets to begin with. Default: empty ones. */
  readonly younger?: S;
  readonly elder?: S;
}

/**
 * The law of every window of keys: a key among the last `maxKeys` distinct ones is remembered, one that is not among the last
 * `2 * maxKeys` is not.
 *
 * Two generations: the younger takes keys in, both are asked, and when the younger is full or of age it becomes the elder,
 * whose keys go all at once. A Map from which keys go one by one was measured at 5 us an item.
 */
export class Generations<K, S extends KeySet<K> = KeySet<K>> {
  readonly #maxKeys: number;
  readonly #maxAgeMs: number;
  readonly #now: () => number;
  readonly #create: () => S;
  /** The two sets, to be read. */
  younger: S;
  elder: S;
  #youngerBornAt: number;

  constructor({
    maxKeys,
    maxAgeMs = Infinity,
    now = () => 0,
    create,
    younger = create(),
    elder = create(),
  }: GenerationsConfig<K, S>) {
    this.#maxKeys = maxKeys;
    this.#maxAgeMs = maxAgeMs;
    this.#now = now;
    this.#create = create;
    this.younger = younger;
    this.elder = elder;
    this.#youngerBornAt = this.#bornAt();
  }

  /** Returns whether the key is remembered, and remembers it. */
  isRepeat(key: K): boolean {
    if (this.#maxAgeMs !== Infinity) this.#forgetAged();
    const isFull = this.younger.size >= this.#maxKeys;
    if (isFull ? this.younger.has(key) : !this.younger.insert(key)) return true;
    const seen = this.elder.has(key);
    if (!isFull) return seen;
    this.#rotate(this.#bornAt());
    // Keys seen again move up as well: a row that keeps coming back is never let through again.
    this.younger.insert(key);
    return seen;
  }

  #bornAt(): number {
    return this.#maxAgeMs === Infinity ? 0 : this.#now();
  }

  #rotate(at: number): void {
    this.elder = this.younger;
    this.younger = this.#create();
    this.#youngerBornAt = at;
  }

  #forgetAged(): void {
    const at = this.#now();
    const age = at - this.#youngerBornAt;
    // A clock that was set back must not keep keys for as long as it takes to catch up.
    if (age < 0) this.#youngerBornAt = at;
    if (age < this.#maxAgeMs) return;
    this.#rotate(this.#youngerBornAt + this.#maxAgeMs);
    if (age >= 2 * this.#maxAgeMs) this.#rotate(at);
  }
}
