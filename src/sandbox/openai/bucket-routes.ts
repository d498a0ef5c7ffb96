import type { Ask, Reply } from '../http.js';
import type { WorldConfig } from '../world.js';
import { bucketPage, bucketQuery, type BucketQuery, type BucketRules } from './buckets.js';
import { refuse } from './errors.js';
import { costResults, usageResults } from './results.js';
import { sideResults, storeResults } from './side-usage.js';
import { USAGE_KINDS, USAGE_LIMITS } from './usage-kinds.js';
import { allKeys } from './build.js';
import type { OpenAiWorld } from './world.js';

/** What the bucket endpoints need beside the world. */
export interface BucketConfig extends WorldConfig {
  readonly amounts: 'number' | 'string';
}

type Results = (start: number, end: number) => readonly unknown[];

interface BucketRoute extends BucketRules {
  readonly refused?: (query: BucketQuery) => Reply | undefined;
  readonly results: (ask: Ask, query: BucketQuery, world: OpenAiWorld, config: BucketConfig) => Results;
}

/** Costs by key are refused for ranges that begin before this instant (langwatch/langwatch#7579). */
const COSTS_BY_KEY_SINCE = 1_764_979_200;

const spending = ({ data }: OpenAiWorld) => [...allKeys(data), ...data.gone];

const COMPLETIONS: BucketRoute = {
  limits: USAGE_LIMITS,
  groupBy: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
  results: (ask, query, world, { seed }) =>
    usageResults(ask, query, { keys: spending(world), seed, now: world.now() }),
};

const COSTS: BucketRoute = {
  limits: { '1d': [7, 180] },
  groupBy: ['project_id', 'line_item', 'api_key_id'],
  refused: ({ groupBy, start }) =>
    groupBy.includes('api_key_id') && start < COSTS_BY_KEY_SINCE
      ? refuse(400, `group_by=api_key_id requires start_time >= ${String(COSTS_BY_KEY_SINCE)}.`, 'group_by')
      : undefined,
  results: (ask, query, world, { seed, amounts }) =>
    costResults(ask, query, { keys: spending(world), seed, now: world.now() }, amounts),
};

const STORES: BucketRoute = {
  limits: USAGE_LIMITS,
  groupBy: ['project_id'],
  results: (ask, query, world) => storeResults(ask, query, world),
};

const ROUTES: ReadonlyMap<string, BucketRoute> = new Map([
  ['/v1/organization/costs', COSTS],
  ['/v1/organization/usage/completions', COMPLETIONS],
  ['/v1/organization/usage/vector_stores', STORES],
  ...USAGE_KINDS.map((kind): [string, BucketRoute] => [
    `/v1/organization/usage/${kind.id}`,
    {
      limits: USAGE_LIMITS,
      groupBy: kind.groupBy,
      results: (ask, query, world) => sideResults(ask, query, kind, world, spending(world)),
    },
  ]),
]);

/** A page of buckets; undefined where the path shows none. */
export function bucketReply(ask: Ask, world: OpenAiWorld, config: BucketConfig): Reply | undefined {
  const route = ROUTES.get(ask.path);
  if (route === undefined) return undefined;
  const query = bucketQuery(ask, route, world.now());
  if ('status' in query) return query;
  return (
    route.refused?.(query) ?? bucketPage(ask, query, world.now(), route.results(ask, query, world, config))
  );
}
