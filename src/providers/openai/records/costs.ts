import { isoOf, metaOf, money, type CostRecord, type Reading } from '../../../records/index.js';
import type { CostsBucket } from '../organization/codecs.js';
import { dimsOf, rowId, timesOf, type Asked } from './buckets.js';
import { PROVIDER } from './principals.js';

/** `gpt-4o-2024-08-06, cached input`: where a line of the invoice is about a model, its name comes first, without a space. */
const MODEL_LINE = /^(\S+), \S/;

/** Returns the model that a line of the invoice is about; undefined where it is about none, or does not say it. */
export const modelOfLine = (line: string | null | undefined): string | undefined =>
  line == null ? undefined : MODEL_LINE.exec(line)?.[1];

/**
 * Returns the rows of a day as costs; a row without an amount is left out, and a day without rows gives none: no figure is
 * not a figure of zero.
 *
 * @param how what the list was asked for, or only what it was grouped by; without it a null key means nothing
 */
export const costsOfBucket = (
  bucket: CostsBucket,
  reading: Reading,
  how: Asked | readonly string[] = [],
): readonly CostRecord[] => {
  const asked = isList(how) ? { groupedBy: how } : how;
  const { start, end, widthMs } = timesOf(bucket, asked.width);
  const { observedAt } = reading;
  return bucket.results.flatMap((row): readonly CostRecord[] => {
    const { value, currency } = row.amount ?? {};
    if (value == null) return [];
    const keys = [row.project_id, row.line_item, row.api_key_id];
    const model = modelOfLine(row.line_item);
    return [
      {
        type: 'cost',
        ...metaOf(PROVIDER, 'costs', rowId(start, widthMs, keys), reading),
        temporality: 'bucket',
        start: isoOf(start),
        end: isoOf(end),
        asOf: isoOf(end < observedAt ? end : observedAt),
        // A day is restated for a while after its end, and the vendor does not say when that stops.
        final: false,
        cost: money(value, currency ?? 'usd'),
        basis: 'provider_reported',
        lineItem: row.line_item ?? undefined,
        quantity: row.quantity ?? undefined,
        dims: {
          ...dimsOf({ project_id: row.project_id, api_key_id: row.api_key_id }, asked, reading),
          ...(model === undefined ? {} : { model }),
        },
        groupedBy: asked.groupedBy,
      },
    ];
  });
};

const isList = (how: Asked | readonly string[]): how is readonly string[] => Array.isArray(how);
