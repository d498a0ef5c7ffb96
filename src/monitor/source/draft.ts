import { MAX_TIMER_MS } from '../../../operators/internal/backoff.js';
import { checkAmount, checkCount, refuse } from '../../../operators/internal/check.js';
import type { FeedRecord } from '../../records/index.js';
import type { Cadence, Feed, FeedFault } from '../feed.js';
import { faultOf } from './fault.js';
import type { RecordsOf } from './pages.js';

/** A feed that may still lack its id: `defineSource` numbers those that have none. */
export type FeedDraft = Omit<Feed, 'id'> & { readonly id?: string | undefined };

/** What every kind of feed is made with. */
export interface FeedOptions<A> {
  /** Default: the kind and the place in the source, for example `snapshot-1`. */
  readonly id?: string | undefined;
  /** Milliseconds between readings; one number means watched and, ten times as long, unwatched. */
  readonly every: number | Cadence;
  /** Maps an item to its records. An item that it throws for is left out and counted. */
  readonly records: RecordsOf<A>;
  /** The types of records. Default: those that the readings give. */
  readonly gives?: readonly FeedRecord['type'][] | undefined;
  /** How late the provider's figures are, in milliseconds. Default 0. */
  readonly lagMs?: number | undefined;
  /** Of two lists with the same credential, the one with the higher number decides. Default 0. */
  readonly precedence?: number | undefined;
  /** Ids of feeds whose figures this one replaces once it has been read. */
  readonly replaces?: readonly string[] | undefined;
  /** The list that it reads, as the client calls it: `openai.costs`. */
  readonly reads?: string | undefined;
  /** What a credential must be allowed for it, in the words of the provider. */
  readonly needs?: string | undefined;
  /** Whether it holds every credential of its source: then a key that only figures name is gone. Default true. */
  readonly exhaustive?: boolean | undefined;
  /**
   * Records, and pages, of one reading after which it is given up where it has not ended: a list that gives the same page again and
   * again never ends. Default 2,000,000.
   */
  readonly mostRecords?: number | undefined;
  /** Makes a fault of an error. Default: by the fields `status`, `waitMs`, `code` and the name. */
  readonly faultOf?: ((error: unknown) => FeedFault) | undefined;
}

const IDLE_FACTOR = 10;
const OWNER = 'feed';

const checkEvery = (ms: number): void => {
  if (!(Number.isFinite(ms) && ms >= 1 && ms <= MAX_TIMER_MS))
    refuse(OWNER, 'every', `from 1 to ${String(MAX_TIMER_MS)} milliseconds`, ms);
};

/** Returns a cadence; unwatched lists are read a tenth as often unless said. */
export const cadenceOf = (every: number | Cadence): Cadence => {
  const cadence =
    typeof every === 'number'
      ? { watchedMs: every, idleMs: Math.min(every * IDLE_FACTOR, MAX_TIMER_MS) }
      : ((every as Cadence | null) ?? { watchedMs: NaN, idleMs: NaN });
  checkEvery(cadence.watchedMs);
  checkEvery(cadence.idleMs);
  return cadence;
};

/** What of the options a feed carries as it is. */
export const partsOf = <A>(options: FeedOptions<A>): Omit<FeedDraft, 'kind' | 'read'> => {
  const { lagMs = 0, precedence = 0, mostRecords } = options;
  checkAmount(OWNER, 'lagMs', lagMs);
  // Compared only: a lower one than any other is -Infinity.
  if (typeof precedence !== 'number' || Number.isNaN(precedence))
    refuse(OWNER, 'precedence', 'a number', precedence);
  if (mostRecords !== undefined) checkCount(OWNER, 'mostRecords', mostRecords);
  return {
    id: options.id,
    every: cadenceOf(options.every),
    gives: options.gives,
    lagMs,
    precedence,
    replaces: options.replaces ?? [],
    reads: options.reads,
    needs: options.needs,
    exhaustive: options.exhaustive ?? true,
    mostRecords,
    faultOf: options.faultOf ?? faultOf,
  };
};
