import { isoOf, metaOf, type Dims, type Reading, type UsageRecord } from '../../../records/index.js';
import type { RequestLog } from '../codecs.js';
import { PROVIDER, refOf } from './common.js';

/** A licence is a credential itself; of others it is not reported which of their tokens they used. */
const dimsOf = (log: RequestLog, reading: Reading): Dims => {
  const requestor = refOf(log.relationships?.requestor, reading);
  if (requestor === undefined) return { principal: null };
  return requestor.kind === 'license' ? { credential: requestor } : { principal: requestor };
};

const FIRST_ERROR = 400;

/**
 * Returns a logged request as use by the caller: a user, a product, an environment, a licence. Addresses, browsers and what was
 * asked for are left behind.
 */
export const usageOfRequestLog = (log: RequestLog, reading: Reading): UsageRecord => {
  const { method, status, created } = log.attributes;
  const code = Number(status);
  return {
    type: 'usage',
    ...metaOf(PROVIDER, 'requestLogs', log.id, reading),
    temporality: 'event',
    start: isoOf(created),
    final: true,
    measures: { requests: 1 },
    dims: { ...dimsOf(log, reading), ...(method == null ? {} : { operation: method.toUpperCase() }) },
    groupedBy: ['requestor'],
    ...(status == null || Number.isNaN(code) ? {} : { quality: { errors: code >= FIRST_ERROR ? 1 : 0 } }),
  };
};
