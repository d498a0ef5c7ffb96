import { Big } from 'big.js';
import { filter, groupBy, map, mergeMap, scan, type Observable } from 'rxjs';
import type { Credential, Money } from '../../records/index.js';
import { KeyBook, type KeyDifference } from './key-book.js';
import type { WatchRecord } from './lists.js';

/** A change of a key. */
export interface KeyChange {
  readonly change: 'new key' | 'key revoked' | 'key vanished' | 'key expired' | 'key suspended' | 'first use';
  readonly key: Credential;
}

/** Spend that rose by much more than it usually does. */
export interface SpendJump {
  readonly change: 'spend jump';
  readonly rise: Money;
  /** What it usually rises by from one reading to the next. */
  readonly usual: Money;
  readonly total: Money;
}

/** A list, read. */
export interface ReadList {
  readonly source: string;
  readonly records: readonly WatchRecord[];
  readonly spend: readonly Money[];
  /** Whether the list came to its end and nothing was left out. */
  readonly complete: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** The list that decides what a key is that both hold. Default: this one. */
  readonly decidedBy?: string | undefined;
}

/** A list that could not be read. */
export interface DownList {
  readonly source: string;
  readonly decidedBy?: string | undefined;
  readonly down: true;
}

const same = (a: Credential, b: Credential): boolean =>
  a.status === b.status && a.lastUsed.state === b.lastUsed.state;

/** Returns what a difference means, or undefined where it is not worth a line. */
export const keyChange = (event: KeyDifference): KeyChange | undefined => {
  if (event.change === 'added') return { change: 'new key', key: event.after };
  // That it was revoked, nobody has said: a whole reading no longer holds it, and that is all.
  if (event.change === 'removed')
    return { change: 'key vanished', key: { ...event.before, status: 'vanished' } };
  const { before, after: key } = event;
  if (before.status !== key.status) {
    if (key.status === 'revoked' || key.status === 'expired' || key.status === 'suspended') {
      return { change: `key ${key.status}`, key };
    }
  }
  return before.lastUsed.state === 'never' && key.lastUsed.state === 'used'
    ? { change: 'first use', key }
    : undefined;
};

const isKey = (record: WatchRecord): record is Credential => record.type === 'credential';

/** Returns the changes of the keys of all lists; the first reading of each is where they start from. */
export const keyChanges = (
  events: Observable<ReadList | DownList>,
): Observable<KeyChange & { readonly source: string }> =>
  events.pipe(
    groupBy(({ source, decidedBy = source }) => decidedBy),
    mergeMap((lists) => {
      const book = new KeyBook(lists.key, same);
      return lists.pipe(
        mergeMap((event) => {
          if ('down' in event) return book.down(event.source);
          return book.read({ ...event, keys: event.records.filter(isKey) });
        }),
        map((difference) => ({ change: keyChange(difference), source: difference.source })),
        mergeMap(({ change, source }) => (change === undefined ? [] : [{ ...change, source }])),
      );
    }),
  );

/** The rises of one list's spend so far. */
export interface Rises {
  readonly last: Money | undefined;
  readonly rises: readonly string[];
  readonly jump: SpendJump | undefined;
}

const REMEMBERED = 20;
const NEEDED = 5;
const FACTOR = 3;

const median = (numbers: readonly string[]): Big => {
  const sorted = numbers.map((each) => new Big(each)).sort((a, b) => a.cmp(b));
  return sorted[Math.floor(sorted.length / 2)] ?? new Big(0);
};

/**
 * Returns the rises after another reading: a jump is a rise of more than three times the median of the last ones, of which
 * five are needed first. Spend that does not change or is corrected downwards is no rise, and another currency starts again.
 */
export const afterSpend = (before: Rises, total: Money | undefined): Rises => {
  const { last, rises } = before;
  if (total === undefined) return { ...before, jump: undefined };
  if (last?.currency !== total.currency) return { last: total, rises: [], jump: undefined };
  const rise = new Big(total.amount).minus(last.amount);
  if (rise.lte(0)) return { last: total, rises, jump: undefined };
  const usual = median(rises);
  const jumps = rises.length >= NEEDED && rise.gt(usual.times(FACTOR));
  const { currency } = total;
  return {
    last: total,
    rises: [...rises, rise.toFixed()].slice(-REMEMBERED),
    jump: jumps
      ? {
          change: 'spend jump',
          rise: { amount: rise.toFixed(), currency },
          usual: { amount: usual.toFixed(), currency },
          total,
        }
      : undefined,
  };
};

const NO_RISES: Rises = { last: undefined, rises: [], jump: undefined };

/** Returns the jumps of the spend of each list. */
export const spendJumps = (
  reads: Observable<Pick<ReadList, 'source' | 'spend'>>,
): Observable<SpendJump & { readonly source: string }> =>
  reads.pipe(
    filter(({ spend }) => spend.length > 0),
    groupBy(({ source }) => source),
    mergeMap((one) =>
      one.pipe(
        scan((rises, { spend }) => afterSpend(rises, spend[0]), NO_RISES),
        map(({ jump }) => jump),
        filter((jump) => jump !== undefined),
        map((jump) => ({ ...jump, source: one.key })),
      ),
    ),
  );
