/** What one walk over a list saw. */
export interface Snapshot<A> {
  readonly items: readonly A[];
  /** Whether the walk reached the end of the list: only then does an item that is missing count as removed. */
  readonly complete: boolean;
}

/** One difference between two snapshots. */
export type DiffEvent<A> =
  | { readonly change: 'added'; readonly key: string; readonly after: A }
  | { readonly change: 'changed'; readonly key: string; readonly before: A; readonly after: A }
  | { readonly change: 'removed'; readonly key: string; readonly before: A };

/** What is known of the list so far. */
export interface Known<A> {
  readonly items: ReadonlyMap<string, A>;
  /** Whether everything that was there at the start has been seen: from the first complete snapshot on. */
  readonly settled: boolean;
}

export interface DiffSettings<A> {
  readonly key: (item: A) => string;
  readonly equals: (before: A, after: A) => boolean;
  readonly baseline: 'silent' | 'added';
}

export interface DiffResult<A> {
  readonly events: readonly DiffEvent<A>[];
  readonly known: Known<A>;
}

/** One step: from what is known and a new snapshot to the differences and what is known then. */
export function diff<A>(known: Known<A>, snapshot: Snapshot<A>, settings: DiffSettings<A>): DiffResult<A> {
  const { key, equals, baseline } = settings;
  const { items: old, settled } = known;
  const seen = new Map(snapshot.items.map((item) => [key(item), item]));
  const announce = settled || baseline === 'added';
  const events: DiffEvent<A>[] = [];
  for (const [id, after] of seen) {
    const before = old.get(id) as A;
    if (!old.has(id)) {
      if (announce) events.push({ change: 'added', key: id, after });
    } else if (!equals(before, after)) {
      events.push({ change: 'changed', key: id, before, after });
    }
  }
  if (!snapshot.complete) return { events, known: { items: new Map([...old, ...seen]), settled } };
  for (const [id, before] of old) if (!seen.has(id)) events.push({ change: 'removed', key: id, before });
  return { events, known: { items: seen, settled: true } };
}

interface HasEquals {
  equals(that: unknown): unknown;
}

const hasEquals = (value: object): value is HasEquals =>
  'equals' in value && typeof value.equals === 'function';

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function samePlain(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameData(a[key], b[key]))
  );
}

/**
 * Structural equality of plain data: objects, arrays, dates and primitives, NaN equal to itself, the order of members of
 * no account, an absent member different from an undefined one. An object with a method `equals` is asked. Any other
 * object is equal to itself only: two that look alike may differ in what cannot be seen.
 */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Date && b instanceof Date) return sameData(a.getTime(), b.getTime());
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameData(item, b[index]));
  }
  if (hasEquals(a)) return a.equals(b) === true;
  return isPlain(a) && isPlain(b) && samePlain(a, b);
}
