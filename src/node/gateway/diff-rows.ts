/** Rows as they are sent: each by its key, in order, as JSON. */
export interface SentRows {
  readonly keys: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
  /** The members beside the rows, as JSON; undefined of a plain list. */
  readonly rest: string | undefined;
}

const isInOrder = (order: readonly number[]): boolean => order.every((place, n) => place === n);

/**
 * Returns the JSON of the patch that makes one list of rows of another; undefined where nothing changed. Keys must be unique
 * in either.
 */
export const diffRows = (before: SentRows, after: SentRows): string | undefined => {
  const drop: number[] = [];
  const places = new Map<string, number>();
  before.keys.forEach((key, place) => {
    if (after.texts.has(key)) places.set(key, places.size);
    else drop.push(place);
  });
  const set: string[] = [];
  for (const key of after.keys) {
    const text = after.texts.get(key) ?? 'null';
    if (!places.has(key)) places.set(key, places.size);
    if (before.texts.get(key) !== text) set.push(`[${String(places.get(key))},${text}]`);
  }
  const order = after.keys.map((key) => places.get(key) ?? 0);
  const parts = [
    ...(drop.length === 0 ? [] : [`"drop":[${drop.join(',')}]`]),
    ...(set.length === 0 ? [] : [`"set":[${set.join(',')}]`]),
    ...(isInOrder(order) ? [] : [`"order":[${order.join(',')}]`]),
    ...(after.rest === undefined || after.rest === before.rest ? [] : [`"rest":${after.rest}`]),
  ];
  return parts.length === 0 ? undefined : `{${parts.join(',')}}`;
};
