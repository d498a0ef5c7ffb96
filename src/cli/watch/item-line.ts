import { flatten } from '../output/flatten.js';
import type { Paint } from '../output/paint.js';
import { tableLines } from '../output/table.js';
import type { Credential } from '../../records/index.js';
import { moneyText } from '../output/figures.js';
import type { WatchList, WatchRecord } from './lists.js';

const minute = (iso: string | undefined): string => iso?.slice(0, 16).replace('T', ' ') ?? '';

const usedText = ({ lastUsed }: Credential): string => {
  if (lastUsed.state === 'used') return `used ${minute(lastUsed.at)}`;
  return lastUsed.state === 'never' ? 'never used' : '';
};

const cellsOf = (encoded: unknown, record: WatchRecord | undefined): readonly string[] => {
  if (record?.type === 'principal') {
    return [
      record.id,
      record.displayName ?? record.email ?? '',
      record.status === 'unknown' ? '' : record.status,
    ];
  }
  if (record?.type === 'credential') return [record.id, record.name ?? '', record.status, usedText(record)];
  if (record?.type === 'cost') return [minute(record.start), moneyText(record.cost), ''];
  const flat = flatten(encoded);
  const start = Number(flat['start_time']);
  const id = flat['id'] ?? (Number.isNaN(start) ? '' : minute(new Date(start * 1000).toISOString()));
  return [id, flat['name'] ?? flat['attributes.name'] ?? '', flat['status'] ?? ''];
};

const PLAIN: Paint = (_style, text) => text;

const WIDTHS = [24, 36, 24, 10, 21];

/** Returns one line for an item, whatever list it is from. */
export const itemLine = (
  { endpoint }: Pick<WatchList, 'endpoint'>,
  encoded: unknown,
  record: WatchRecord | undefined,
  width: number,
): string => {
  const cells = [endpoint, ...cellsOf(encoded, record)];
  return tableLines(undefined, [cells], PLAIN, { widths: WIDTHS, width }).join('');
};
