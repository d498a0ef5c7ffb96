import { downTo, events, type FeedDraft } from '../../../monitor/source/index.js';
import type { OpenAi } from '../openai.js';
import { useOfAuditLog } from '../records/index.js';
import { EVERY_MINUTE, COLLECTING } from './cadences.js';

const HOUR_MS = 3_600_000;
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
      firstSpanMs: DAYS_AT_FIRST * 24 * HOUR_MS,
      reads: 'openai.auditLogs',
      records: (log, reading) => useOfAuditLog(log, reading) ?? [],
    },
  ),
];
