import type { FeedRecord, Limit, Ref } from '../../monitor/index.js';
import { minuteText, moneyText } from '../output/figures.js';
import type { Paint } from '../output/paint.js';
import { tableLines } from '../output/table.js';

const minute = (iso: string | undefined): string => (iso === undefined ? '' : minuteText(iso));

const dimText = (dim: Ref | null | undefined): readonly string[] =>
  dim === null || dim === undefined ? [] : [dim.name ?? dim.id];

const amountText = (value: unknown): string =>
  typeof value === 'number' ? String(value) : moneyText(value as Parameters<typeof moneyText>[0]);

const lastUseText = (record: Extract<FeedRecord, { type: 'credential' }>): string => {
  const { lastUsed } = record;
  if (lastUsed.state === 'used') return `used ${minute(lastUsed.at)}`;
  return lastUsed.state === 'never' ? 'never used' : '';
};

const useText = ({ measures }: Extract<FeedRecord, { type: 'usage' }>): string =>
  Object.entries(measures)
    .map(([name, value]) => `${String(value)} ${name.replaceAll('_', ' ')}`)
    .join(', ');

const whoOf = ({ dims }: Extract<FeedRecord, { type: 'usage' | 'cost' }>): string =>
  [...dimText(dims.credential ?? dims.principal ?? dims.project), dims.model ?? ''].join(' ').trim();

const periodText = ({ period, windowMs = 0 }: Limit): string => {
  if (period === 'total') return 'in all';
  return period === 'window' ? `in ${String(windowMs / 1_000)} s` : `a ${period}`;
};

const cellsOf = (record: FeedRecord): readonly string[] => {
  switch (record.type) {
    case 'principal':
      return [
        record.id,
        record.displayName ?? record.email ?? '',
        record.status === 'unknown' ? '' : record.status,
      ];
    case 'project':
      return [record.id, record.name ?? '', record.status];
    case 'credential':
      return [record.id, record.name ?? '', record.status, lastUseText(record)];
    case 'cost':
      return [minute(record.start), whoOf(record), moneyText(record.cost)];
    case 'usage':
      return [minute(record.start), whoOf(record), useText(record)];
    case 'limit':
      return [record.subject.id, `${record.measure} ${periodText(record)}`, amountText(record.limit)];
  }
};

const PLAIN: Paint = (_style, text) => text;

const WIDTHS = [24, 36, 28, 24, 21];

/** Returns one line for a record, whatever list it is from. */
export const itemLine = (list: string, record: FeedRecord, width: number): string =>
  tableLines(undefined, [[list, ...cellsOf(record)]], PLAIN, { widths: WIDTHS, width }).join('');
