import { valueOf, valuesOf, type Ask } from '../http.js';
import type { BucketQuery } from './buckets.js';
import type { ProjectKey, Series, Tokens } from './records.js';
import { LINE_ITEMS, PRICES, requestsIn, spanOf, tokensOfLine, type LineItem } from './usage.js';

/** One series that a request is about, and the span in which it spends. */
interface Spender {
  readonly key: ProjectKey;
  readonly series: Series;
  readonly from: number;
  readonly to: number;
}

/** What one series did in one bucket. */
interface Share {
  readonly key: ProjectKey;
  readonly series: Series;
  readonly requests: number;
}

/** Which series a request is about. */
interface SeriesConfig {
  readonly keys: readonly ProjectKey[];
  readonly seed: number;
  readonly now: number;
}

/** The series that pass the filters of a request and spend in its range. */
function matching(ask: Ask, query: BucketQuery, { keys, now }: SeriesConfig): readonly Spender[] {
  const projects = new Set(valuesOf(ask, 'project_ids'));
  const users = new Set(valuesOf(ask, 'user_ids'));
  const ids = new Set(valuesOf(ask, 'api_key_ids'));
  const models = new Set(valuesOf(ask, 'models'));
  const batch = valueOf(ask, 'batch');
  const admits = (set: ReadonlySet<string>, value: string): boolean => set.size === 0 || set.has(value);
  return keys
    .filter(
      (key) =>
        key.firstUsedAt !== null &&
        admits(projects, key.projectId) &&
        admits(users, key.owner.id) &&
        admits(ids, key.id),
    )
    .flatMap((key) => key.series.map((series) => ({ key, series, ...spanOf(key, now) })))
    .filter(({ from, to }) => to > query.start - query.width && from < query.end)
    .filter(
      ({ series }) => admits(models, series.model) && (batch === undefined || batch === String(series.batch)),
    );
}

function sharesIn(spenders: readonly Spender[], seed: number, start: number, end: number): Share[] {
  const shares: Share[] = [];
  for (const { key, series, from, to } of spenders) {
    const requests = requestsIn(series, seed, Math.max(start, from), Math.min(end, to));
    if (requests > 0) shares.push({ key, series, requests });
  }
  return shares;
}

/** Groups by the values of some keys, in the order of first appearance. */
export function grouped<A, N extends string>(
  items: readonly A[],
  names: readonly N[],
  read: (item: A, name: N) => unknown,
): (readonly A[])[] {
  if (names.length === 0) return items.length === 0 ? [] : [items];
  const groups = new Map<string, A[]>();
  for (const item of items) {
    const id = names.map((name) => String(read(item, name))).join('\n');
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

/** The usage rows of one bucket: one for each group, none where nothing happened. */
export function usageResults(ask: Ask, query: BucketQuery, config: SeriesConfig) {
  const spenders = matching(ask, query, config);
  return (start: number, end: number): readonly unknown[] =>
    grouped(sharesIn(spenders, config.seed, start, end), query.groupBy, usageKey).map((group) =>
      usageRow(group, query.groupBy),
    );
}

/** A key held by a service account counts under that account's id. */
function usageKey({ key, series }: Share, name: string): string | boolean {
  if (name === 'project_id') return key.projectId;
  if (name === 'user_id') return key.owner.id;
  if (name === 'api_key_id') return key.id;
  if (name === 'batch') return series.batch;
  return name === 'model' ? series.model : series.tier;
}

type Mutable<A> = { -readonly [K in keyof A]: A[K] };

function tokensOf(group: readonly Share[]): { readonly requests: number; readonly tokens: Tokens } {
  const sum: Mutable<Tokens> = {
    text: 0,
    audio: 0,
    image: 0,
    cachedText: 0,
    cachedAudio: 0,
    cachedImage: 0,
    cacheWrite: 0,
    outText: 0,
    outAudio: 0,
    outImage: 0,
  };
  let all = 0;
  for (const { requests, series } of group) {
    const one = series.tokens;
    all += requests;
    sum.text += requests * one.text;
    sum.audio += requests * one.audio;
    sum.image += requests * one.image;
    sum.cachedText += requests * one.cachedText;
    sum.cachedAudio += requests * one.cachedAudio;
    sum.cachedImage += requests * one.cachedImage;
    sum.cacheWrite += requests * one.cacheWrite;
    sum.outText += requests * one.outText;
    sum.outAudio += requests * one.outAudio;
    sum.outImage += requests * one.outImage;
  }
  return { requests: all, tokens: sum };
}

function usageRow(group: readonly Share[], groupBy: readonly string[]): unknown {
  const { requests, tokens } = tokensOf(group);
  const first = group[0];
  const named = (name: string) =>
    first !== undefined && groupBy.includes(name) ? usageKey(first, name) : null;
  const cached = tokens.cachedText + tokens.cachedAudio + tokens.cachedImage;
  const uncached = tokens.text + tokens.audio + tokens.image;
  return {
    object: 'organization.usage.completions.result',
    input_tokens: cached + tokens.cacheWrite + uncached,
    input_cached_tokens: cached,
    input_cache_write_tokens: tokens.cacheWrite,
    input_uncached_tokens: uncached,
    output_tokens: tokens.outText + tokens.outAudio + tokens.outImage,
    input_text_tokens: tokens.text,
    output_text_tokens: tokens.outText,
    input_cached_text_tokens: tokens.cachedText,
    input_audio_tokens: tokens.audio,
    input_cached_audio_tokens: tokens.cachedAudio,
    output_audio_tokens: tokens.outAudio,
    input_image_tokens: tokens.image,
    input_cached_image_tokens: tokens.cachedImage,
    output_image_tokens: tokens.outImage,
    num_model_requests: requests,
    project_id: named('project_id'),
    user_id: named('user_id'),
    api_key_id: named('api_key_id'),
    model: named('model'),
    batch: named('batch'),
    service_tier: named('service_tier'),
  };
}

/** What one series is charged for: one line of the invoice, or all of them. */
interface Charge extends Share {
  readonly lines: readonly LineItem[];
}

/** The cost rows of one bucket: the usage of the same keys at the prices of their models. */
export function costResults(
  ask: Ask,
  query: BucketQuery,
  config: SeriesConfig,
  amounts: 'number' | 'string',
) {
  const spenders = matching(ask, query, config);
  const split = query.groupBy.includes('line_item') ? LINE_ITEMS.map((line) => [line]) : [LINE_ITEMS];
  return (start: number, end: number): readonly unknown[] => {
    const shares = sharesIn(spenders, config.seed, start, end);
    const charges = shares.flatMap((share) => split.map((lines): Charge => ({ ...share, lines })));
    return grouped(charges, query.groupBy, costKey).map((group) => costRow(group, query.groupBy, amounts));
  };
}

function costKey({ key, series, lines }: Charge, name: string): string {
  if (name === 'project_id') return key.projectId;
  return name === 'api_key_id' ? key.id : `${series.model}, ${String(lines[0])}`;
}

/** Exact, though a sum may pass what a number holds: full buckets are emptied into a big integer. */
function nanoDollars(group: readonly Charge[]): bigint {
  let whole = 0n;
  let part = 0;
  for (const { requests, series, lines } of group) {
    for (const line of lines)
      part += requests * tokensOfLine(series.tokens, line) * (PRICES[series.model]?.[line] ?? 0);
    if (part < 1e15) continue;
    whole += BigInt(part);
    part = 0;
  }
  return whole + BigInt(part);
}

function costRow(
  group: readonly Charge[],
  groupBy: readonly string[],
  amounts: 'number' | 'string',
): unknown {
  const nano = nanoDollars(group);
  const first = group[0];
  const named = (name: string) =>
    first !== undefined && groupBy.includes(name) ? costKey(first, name) : null;
  const line = groupBy.includes('line_item') ? first?.lines[0] : undefined;
  const tokens = ({ requests, series }: Charge): number =>
    line === undefined ? 0 : requests * tokensOfLine(series.tokens, line);
  return {
    object: 'organization.costs.result',
    amount: { value: amounts === 'number' ? Number(nano) / 1e9 : decimalOf(nano), currency: 'usd' },
    line_item: named('line_item'),
    project_id: named('project_id'),
    api_key_id: named('api_key_id'),
    quantity: line === undefined ? null : group.reduce((sum, charge) => sum + tokens(charge), 0),
    quantity_unit: line === undefined ? null : 'tokens',
  };
}

/** Billionths of a dollar as dollars with sixteen decimals. */
function decimalOf(nano: bigint): string {
  const digits = nano.toString().padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}0000000`;
}
