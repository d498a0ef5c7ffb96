import type { LastUsed } from '../../records/index.js';
import type { EntityRecord } from './entities.js';

/** A record and the precedence of the list that holds it. */
interface Held<R> {
  readonly record: R;
  readonly precedence: number;
}

const RANK: Readonly<Record<LastUsed['state'], number>> = {
  used: 3,
  never: 2,
  no_record: 1,
  not_reported: 0,
};

/** Of two statements about the last use, the later use, or the one that says more. */
export const laterUse = (a: LastUsed, b: LastUsed): LastUsed => {
  if (a.state === 'used' && b.state === 'used') return b.at > a.at ? b : a;
  return RANK[b.state] > RANK[a.state] ? b : a;
};

const defined = <R extends object>(record: R): Partial<R> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Partial<R>;

const useOf = (record: EntityRecord): LastUsed | undefined =>
  record.type === 'credential' ? record.lastUsed : undefined;

const joined = <R extends EntityRecord>(less: R, more: R): R => {
  const both = { ...less, ...defined(more) };
  const lesser = useOf(less);
  const greater = useOf(more);
  return lesser === undefined || greater === undefined
    ? both
    : { ...both, lastUsed: laterUse(greater, lesser) };
};

/**
 * Returns one record of those that several lists hold of the same thing: the list with the higher precedence decides, the
 * others fill in what it does not say, and the latest use counts.
 */
export const mergeHeld = <R extends EntityRecord>(held: readonly Held<R>[]): R | undefined => {
  const sorted = [...held].sort((a, b) => a.precedence - b.precedence);
  return sorted
    .map(({ record }) => record)
    .reduce<R | undefined>((less, more) => (less === undefined ? more : joined(less, more)), undefined);
};
