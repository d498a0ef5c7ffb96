import {
  type Cadence,
  clientHooks,
  COLLECTING,
  counters,
  defineSource,
  downTo,
  events,
  type FeedDraft,
  KEYS_CADENCE,
  type ReadingRange,
  requestWindowsOf,
  SLOW_CADENCE,
  snapshot,
  type Source,
  type SourceOptions,
} from '../../monitor/source/index.js';
import type { Keygen } from './keygen.js';
import {
  principalOfUser,
  projectOfProduct,
  recordsOfLicense,
  recordsOfToken,
  usageOfRequestLog,
} from './records.js';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../records/durations.js';

/** What {@link keygenSource} takes beside the client. */
export interface KeygenSourceOptions extends SourceOptions {
  /** Unique in a monitor, without a slash. Default `keygen`. */
  readonly name?: string | undefined;
}

const LOGS: Cadence = { watchedMs: 30 * SECOND_MS, idleMs: 5 * MINUTE_MS };
const PAGE = { ...COLLECTING, pageSize: 100 } as const;

/** Without them the server hides all staff, who hold the tokens that matter most. */
const ROLES = ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'] as const;

const peopleFeeds = ({ users, products }: Keygen): readonly FeedDraft[] => [
  snapshot(users.list({ roles: [...ROLES] }, PAGE), {
    id: 'users',
    every: SLOW_CADENCE,
    gives: ['principal'],
    reads: 'keygen.users',
    records: principalOfUser,
  }),
  snapshot(products.list({}, PAGE), {
    id: 'products',
    every: SLOW_CADENCE,
    gives: ['project'],
    reads: 'keygen.products',
    records: projectOfProduct,
  }),
];

const keyFeeds = ({ tokens, licenses }: Keygen): readonly FeedDraft[] => [
  snapshot(tokens.list({}, PAGE), {
    id: 'tokens',
    every: KEYS_CADENCE,
    gives: ['credential', 'limit'],
    reads: 'keygen.tokens',
    records: recordsOfToken,
  }),
  counters(licenses.list({}, PAGE), {
    id: 'licenses',
    every: KEYS_CADENCE,
    gives: ['credential', 'usage', 'limit'],
    reads: 'keygen.licenses',
    records: recordsOfLicense,
  }),
];

/** The vendor takes whole days, two at least. */
const daysOf = ({ from, to }: ReadingRange) => ({
  date: { start: new Date(from.getTime() - DAY_MS), end: to },
});

const logFeed = ({ requestLogs }: Keygen): FeedDraft =>
  events(
    (range) => downTo(requestLogs.list(daysOf(range), PAGE), range.from, (log) => log.attributes.created),
    {
      id: 'requestLogs',
      every: LOGS,
      gives: ['usage'],
      spanMs: 5 * MINUTE_MS,
      firstSpanMs: DAY_MS,
      reads: 'keygen.requestLogs',
      needs: 'Keygen Cloud or Enterprise Edition',
      records: usageOfRequestLog,
    },
  );

/**
 * Returns an account at Keygen as a source of a monitor: users, products, tokens, licences with their uses and limits, and logged
 * requests by caller. The keys of licences, which the server lists in clear, are left behind. Nothing of it costs money, and
 * nothing is sent.
 *
 * Feeds: `users`, `products`, `tokens`, `licenses`, `requestLogs` (of the last day at first). Servers of the Community Edition have
 * no request logs: leave them out.
 *
 * @param client made by {@link keygen}
 * @param options `name` (default `keygen`), `every`, `only` and `except`
 * @throws RangeError where the name is empty or has a slash, or an option names no feed
 *
 * @example
 * ```ts no-run
 * const monitor = createMonitor([keygenSource(keygen({ account, token }))]);
 * monitor.credentials({ sort: 'expiresAt' }).subscribe((table) => console.log(table.rows));
 * ```
 */
export const keygenSource = (
  client: Keygen,
  { name = 'keygen', ...options }: KeygenSourceOptions = {},
): Source => {
  const feeds = [...peopleFeeds(client), ...keyFeeds(client), logFeed(client)];
  return defineSource({
    ...options,
    ...clientHooks(client.events$, feeds),
    requestWindows: () => requestWindowsOf(client.client),
    name,
    provider: 'keygen',
    feeds,
    budget: client.client,
  });
};
