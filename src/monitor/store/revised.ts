import type { CostRecord, Measures, UsageRecord } from '../../records/index.js';
import type { Delta } from './delta.js';
import type { FeedState } from './feed-state.js';
import { lanesToAmount, MEASURES, MONEY } from './lanes.js';

type FigureRecord = UsageRecord | CostRecord;

const isFinal = (record: FigureRecord, feed: FeedState): boolean => {
  if (record.final || record.end === undefined) return record.final;
  const reach = Math.max(Date.parse(record.asOf ?? '') || -Infinity, feed.asOf ?? -Infinity);
  return Date.parse(record.end) + (feed.info.lagMs ?? 0) <= reach;
};

/** Returns a record with what the index knows of it: its revision, what changed, whether it can still change. */
export const revised = (
  record: FigureRecord,
  feed: FeedState,
  { delta, revision }: { readonly delta: Delta; readonly revision: number },
): FigureRecord => {
  const final = isFinal(record, feed);
  if (record.type === 'cost') {
    const amount = lanesToAmount((lane) =>
      (delta.mask & (1 << (MONEY + lane))) === 0 ? 0 : (delta.values[MONEY + lane] as number),
    );
    return { ...record, revision, final, delta: { amount, currency: record.cost.currency } };
  }
  const changed: Record<string, number> = {};
  for (const [lane, measure] of MEASURES.entries())
    if ((delta.mask & (1 << lane)) !== 0) changed[measure] = delta.values[lane] as number;
  const measures: Measures = changed;
  return { ...record, revision, final, delta: measures };
};
