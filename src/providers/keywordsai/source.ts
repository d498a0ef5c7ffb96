import { of } from 'rxjs';
import {
  clientHooks,
  counters,
  defineSource,
  events,
  nested,
  snapshot,
  type Cadence,
  type FeedDraft,
  type PagedList,
  type Source,
  type SourceOptions,
} from '../../monitor/source/index.js';
import type { KeywordsAi } from './keywordsai.js';
import {
  credentialOfTemporaryKey,
  limitsOfTemporaryKey,
  recordsOfCustomer,
  recordsOfRequestLog,
} from './records/index.js';
import { LOG_FIELDS } from './records/request-logs.js';

/** What {@link keywordsaiSource} takes beside the client. */
export interface KeywordsAiSourceOptions extends SourceOptions {
  /** Unique in a monitor, without a slash. Default `keywordsai`. */
  readonly name?: string | undefined;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** An item that cannot be read is left out and counted: it ends no reading. */
const SKIPPING = { onInvalid: 'skip' } as const;
/** The vendor takes sixty requests a minute, so that pages are as large as they may be. */
const PAGE = { ...SKIPPING, pageSize: 1000 } as const;

const FAST: Cadence = { watchedMs: MINUTE_MS, idleMs: 10 * MINUTE_MS };
const KEYS: Cadence = { watchedMs: 5 * MINUTE_MS, idleMs: 30 * MINUTE_MS };

type Environment = 'prod' | 'test';

const environments = (): PagedList<Environment> => ({
  pages: () => of({ items: ['prod', 'test'], end: { _tag: 'Some', value: 'complete' } } as const),
});

const customerFeed = ({ users }: KeywordsAi): FeedDraft =>
  counters(
    nested(environments, (environment) => users.list({ environment }, PAGE), { concurrency: 1 }),
    {
      id: 'users',
      every: FAST,
      gives: ['principal', 'usage', 'cost', 'limit'],
      reads: 'keywordsai.users',
      records: ({ item }, reading) => recordsOfCustomer(item, reading),
    },
  );

const keyFeed = ({ temporaryKeys }: KeywordsAi): FeedDraft =>
  snapshot(temporaryKeys.list({}, SKIPPING), {
    id: 'temporaryKeys',
    every: KEYS,
    gives: ['credential', 'limit'],
    // Of the other keys there is no list: one that only figures name may well be in use.
    exhaustive: false,
    reads: 'keywordsai.temporaryKeys',
    records: (key, reading) => [
      credentialOfTemporaryKey(key, reading),
      ...limitsOfTemporaryKey(key, reading),
    ],
  });

const logFeed = ({ requestLogs }: KeywordsAi): FeedDraft =>
  events(
    ({ from, to }) =>
      requestLogs.list(
        { start_time: from, end_time: to, all_envs: true, include_fields: [...LOG_FIELDS] },
        PAGE,
      ),
    {
      id: 'requestLogs',
      every: FAST,
      gives: ['usage', 'cost'],
      spanMs: 5 * MINUTE_MS,
      firstSpanMs: DAY_MS,
      chunkMs: 6 * HOUR_MS,
      replaces: ['users'],
      reads: 'keywordsai.requestLogs',
      records: recordsOfRequestLog,
    },
  );

/**
 * Returns an organization at Keywords AI (now Respan) as a source of a monitor: its customers with what they used and cost, their
 * budgets, temporary keys, and logged requests by key, customer and model. Nothing is sent.
 *
 * Feeds: `users` (customers of both environments, running totals), `temporaryKeys`, `requestLogs` (of the last day at first; they
 * replace the totals, and hold nothing of what was asked and answered). Other keys than temporary ones are in no list: they show as
 * the logs name them.
 *
 * @param client made by {@link keywordsai}
 * @param options `name` (default `keywordsai`), `every`, `only` and `except`; without `requestLogs`, the growth of the totals is
 * what was used and spent
 * @throws RangeError where the name is empty or has a slash, or an option names no feed
 *
 * @example
 * const monitor = createMonitor([keywordsaiSource(keywordsai({ apiKey }))]);
 * monitor.spend({ by: 'model', window: '24h' }).subscribe((table) => console.log(table.rows));
 */
export const keywordsaiSource = (
  client: KeywordsAi,
  { name = 'keywordsai', ...options }: KeywordsAiSourceOptions = {},
): Source => {
  const feeds = [customerFeed(client), keyFeed(client), logFeed(client)];
  return defineSource({
    ...options,
    ...clientHooks(client.events$, feeds),
    name,
    provider: 'keywordsai',
    feeds,
    budget: client.client,
  });
};
