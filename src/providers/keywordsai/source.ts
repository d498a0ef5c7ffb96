import { of } from 'rxjs';
import {
  clientHooks,
  COLLECTING,
  counters,
  defineSource,
  events,
  type FeedDraft,
  FIGURES_CADENCE,
  KEYS_CADENCE,
  nested,
  type PagedList,
  requestWindowsOf,
  snapshot,
  type Source,
  type SourceOptions,
} from '../../monitor/source/index.js';
import type { RequestLog } from './codecs.js';
import type { KeywordsAi } from './keywordsai.js';
import {
  credentialOfTemporaryKey,
  limitsOfTemporaryKey,
  recordsOfCustomer,
  recordsOfRequestLog,
} from './records.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../records/durations.js';

/** What {@link keywordsaiSource} takes beside the client. */
export interface KeywordsAiSourceOptions extends SourceOptions {
  /** Unique in a monitor, without a slash. Default `keywordsai`. */
  readonly name?: string | undefined;
  /**
   * How far back the first reading of `requestLogs` goes, and the first after a long outage, in milliseconds. A busy month is many
   * requests, and the vendor takes sixty a minute. Windows that are longer are floors until so much time has passed. Default one day.
   */
  readonly firstSpanMs?: number | undefined;
}

/** The vendor takes sixty requests a minute, so that pages are as large as they may be. */
const PAGE = { ...COLLECTING, pageSize: 1000 } as const;

/**
 * The fields of a log that a record is made of. A source asks for these and no others, so that nothing of what people wrote to a
 * model is ever sent.
 */
const LOG_FIELDS = [
  'unique_id',
  'id',
  'timestamp',
  'start_time',
  'environment',
  'organization_key_id',
  'organization_key_name',
  'customer_identifier',
  'customer_name',
  'model',
  'log_type',
  'failed',
  'prompt_tokens',
  'completion_tokens',
  'total_request_tokens',
  'cost',
  'latency',
  'time_to_first_token',
] as const satisfies readonly (keyof RequestLog)[];

type Environment = 'prod' | 'test';

const environments = (): PagedList<Environment> => ({
  pages: () => of({ items: ['prod', 'test'], end: { _tag: 'Some', value: 'complete' } } as const),
});

const customerFeed = ({ users }: KeywordsAi): FeedDraft =>
  counters(
    nested(environments, (environment) => users.list({ environment }, PAGE), { concurrency: 1 }),
    {
      id: 'users',
      every: FIGURES_CADENCE,
      gives: ['principal', 'usage', 'cost', 'limit'],
      reads: 'keywordsai.users',
      records: ({ item }, reading) => recordsOfCustomer(item, reading),
    },
  );

const keyFeed = ({ temporaryKeys }: KeywordsAi): FeedDraft =>
  snapshot(temporaryKeys.list({}, COLLECTING), {
    id: 'temporaryKeys',
    every: KEYS_CADENCE,
    gives: ['credential', 'limit'],
    // Of the other keys there is no list: one that only figures name may well be in use.
    exhaustive: false,
    reads: 'keywordsai.temporaryKeys',
    records: (key, reading) => [
      credentialOfTemporaryKey(key, reading),
      ...limitsOfTemporaryKey(key, reading),
    ],
  });

const logFeed = ({ requestLogs }: KeywordsAi, firstSpanMs: number): FeedDraft =>
  events(
    ({ from, to }) =>
      requestLogs.list(
        { start_time: from, end_time: to, all_envs: true, include_fields: [...LOG_FIELDS] },
        PAGE,
      ),
    {
      id: 'requestLogs',
      every: FIGURES_CADENCE,
      gives: ['usage', 'cost'],
      spanMs: 5 * MINUTE_MS,
      firstSpanMs,
      chunkMs: 6 * HOUR_MS,
      mostChunkMs: 8 * DAY_MS,
      replaces: ['users'],
      reads: 'keywordsai.requestLogs',
      records: recordsOfRequestLog,
    },
  );

/**
 * Returns an organization at Keywords AI (now Respan) as a source of a monitor: its customers with what they used and cost, their
 * budgets, temporary keys, and logged requests by key, customer and model. Nothing is sent.
 *
 * Feeds: `users` (customers of both environments, running totals), `temporaryKeys`, `requestLogs` (of the last day at first, or
 * `firstSpanMs`; they replace the totals, and hold nothing of what was asked and answered). Other keys than temporary ones are in no
 * list: they show as the logs name them.
 *
 * @param client made by {@link keywordsai}
 * @param options `name` (default `keywordsai`), `firstSpanMs`, `every`, `only` and `except`; without `requestLogs`, the growth of the
 * totals is what was used and spent
 * @throws RangeError where the name is empty or has a slash, `firstSpanMs` is not above 0 and finite, or an option names no feed
 *
 * @example
 * ```ts no-run
 * const monitor = createMonitor([keywordsaiSource(keywordsai({ apiKey }))]);
 * monitor.spend({ by: 'model', window: '24h' }).subscribe((table) => console.log(table.rows));
 * ```
 */
export const keywordsaiSource = (
  client: KeywordsAi,
  { name = 'keywordsai', firstSpanMs = DAY_MS, ...options }: KeywordsAiSourceOptions = {},
): Source => {
  const feeds = [customerFeed(client), keyFeed(client), logFeed(client, firstSpanMs)];
  return defineSource({
    ...options,
    ...clientHooks(client.events$, feeds),
    requestWindows: () => requestWindowsOf(client.client),
    name,
    provider: 'keywordsai',
    feeds,
    budget: client.client,
  });
};
