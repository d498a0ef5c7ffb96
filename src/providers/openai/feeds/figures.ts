import {
  buckets,
  COLLECTING,
  downTo,
  events,
  type FeedDraft,
  type PagedList,
  type RangedOptions,
  SLOW_CADENCE,
} from '../../../monitor/source/index.js';
import type { OpenAi } from '../openai.js';
import type { CostsBucket } from '../codecs.js';
import { type BucketWidth, WIDTH_MS } from '../organization/bucket-width.js';
import {
  costsOfBucket,
  type UsageBucket,
  type UsageKind,
  usageOfBucket,
  useOfAuditLog,
} from '../records/index.js';
import { EVERY_MINUTE } from './inventory.js';
import { DAY_MS, HOUR_MS } from '../../../records/durations.js';

interface BucketParams {
  readonly start_time: Date;
  readonly end_time: Date;
  readonly bucket_width: BucketWidth;
}

interface PageOptions {
  readonly pageSize: number;
  readonly onInvalid: 'collect';
}

/** One list of usage, and what its rows are grouped by. */
interface UsageList {
  readonly list: (params: BucketParams, options: PageOptions) => PagedList<UsageBucket>;
  readonly groupedBy: readonly string[];
}

const grouped = <G extends string>(
  list: (params: BucketParams & { readonly group_by: G[] }, options: PageOptions) => PagedList<UsageBucket>,
  groupedBy: readonly G[],
): UsageList => ({
  groupedBy,
  list: (params, options) => list({ ...params, group_by: [...groupedBy] }, options),
});

const BY_KEY = ['project_id', 'user_id', 'api_key_id'] as const;

const BY_MODEL = [...BY_KEY, 'model'] as const;

const BY_TIER = [...BY_MODEL, 'batch', 'service_tier'] as const;

const usageLists = ({ usage }: OpenAi): Readonly<Record<UsageKind, UsageList>> => ({
  completions: grouped(usage.completions.list, BY_TIER),
  embeddings: grouped(usage.embeddings.list, BY_MODEL),
  moderations: grouped(usage.moderations.list, BY_MODEL),
  images: grouped(usage.images.list, BY_MODEL),
  audioSpeeches: grouped(usage.audioSpeeches.list, BY_MODEL),
  audioTranscriptions: grouped(usage.audioTranscriptions.list, BY_MODEL),
  vectorStores: grouped(usage.vectorStores.list, ['project_id']),
  codeInterpreterSessions: grouped(usage.codeInterpreterSessions.list, ['project_id']),
  fileSearchCalls: grouped(usage.fileSearchCalls.list, BY_KEY),
  webSearchCalls: grouped(usage.webSearchCalls.list, BY_MODEL),
});

interface Reach extends Pick<
  RangedOptions<unknown>,
  'every' | 'spanMs' | 'firstSpanMs' | 'chunkMs' | 'lagMs'
> {
  readonly pageSize: number;
}

/**
 * How far back each width is read, as long as a monitor holds it. Pages are small: rows by key and model are many, and a page of
 * thirty days of them is too large.
 */
const REACH: Readonly<Record<BucketWidth, Reach>> = {
  '1m': {
    every: EVERY_MINUTE,
    spanMs: HOUR_MS / 4,
    firstSpanMs: 2 * HOUR_MS,
    chunkMs: 2 * HOUR_MS,
    pageSize: 60,
  },
  '1h': { every: SLOW_CADENCE, spanMs: 2 * DAY_MS, chunkMs: DAY_MS / 2, pageSize: 12 },
  '1d': {
    every: SLOW_CADENCE,
    spanMs: 3 * DAY_MS,
    firstSpanMs: 35 * DAY_MS,
    chunkMs: 7 * DAY_MS,
    pageSize: 7,
  },
};

const NEEDS = 'api.usage.read';

/** A level, not a flow: one value a day says it all. */
const widthsOf = (kind: UsageKind): readonly BucketWidth[] =>
  kind === 'vectorStores' ? ['1d'] : ['1m', '1h', '1d'];

const usageFeed = (kind: UsageKind, { list, groupedBy }: UsageList, width: BucketWidth): FeedDraft => {
  const { pageSize, ...reach } = REACH[width];
  return buckets(
    ({ from, to }) =>
      list({ start_time: from, end_time: to, bucket_width: width }, { ...COLLECTING, pageSize }),
    {
      ...reach,
      id: `usage.${kind}.${width}`,
      gives: ['usage'],
      alignMs: WIDTH_MS[width],
      reads: `openai.usage.${kind}`,
      needs: NEEDS,
      records: (bucket, reading) => usageOfBucket(kind, bucket, reading, { groupedBy, width }),
    },
  );
};

/** Use of all ten kinds, by the minute, the hour and the day. */
export const usageFeeds = (client: OpenAi): readonly FeedDraft[] =>
  (Object.entries(usageLists(client)) as [UsageKind, UsageList][]).flatMap(([kind, list]) =>
    widthsOf(kind).map((width) => usageFeed(kind, list, width)),
  );

const COSTS_BY = ['project_id', 'line_item', 'api_key_id'] as const;

/** Costs by the day: the last three are read again each time, since they are restated. */
export const costFeeds = ({ costs }: OpenAi): readonly FeedDraft[] => {
  const { pageSize, ...reach } = REACH['1d'];
  return [
    buckets<CostsBucket>(
      ({ from, to }) =>
        costs.list({ start_time: from, end_time: to, group_by: [...COSTS_BY] }, { ...COLLECTING, pageSize }),
      {
        ...reach,
        id: 'costs',
        gives: ['cost'],
        lagMs: DAY_MS,
        alignMs: DAY_MS,
        reads: 'openai.costs',
        needs: NEEDS,
        records: (bucket, reading) => costsOfBucket(bucket, reading, { groupedBy: COSTS_BY, width: '1d' }),
      },
    ),
  ];
};

const DAYS_AT_FIRST = 2;

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

/** What was done, as signs that keys were used. An organization that did not turn its log on has none. */
export const logFeeds = ({ auditLogs }: OpenAi): readonly FeedDraft[] => [
  events(
    ({ from }) =>
      downTo(
        auditLogs.list({ effective_at: { gte: seconds(from) } }, { ...COLLECTING, pageSize: 100 }),
        from,
        (log) => log.effective_at,
      ),
    {
      id: 'auditLogs',
      every: EVERY_MINUTE,
      gives: ['usage'],
      spanMs: HOUR_MS,
      firstSpanMs: DAYS_AT_FIRST * DAY_MS,
      reads: 'openai.auditLogs',
      records: (log, reading) => useOfAuditLog(log, reading) ?? [],
    },
  ),
];
