import {
  isoOf,
  metaOf,
  money,
  type CostRecord,
  type Dims,
  type Measures,
  type Reading,
  type Ref,
  type UsageRecord,
} from '../../../records/index.js';
import type { RequestLog } from '../codecs.js';
import { customerRef, environmentOf, PROVIDER, textOf } from './common.js';

/**
 * The fields of a log that a record is made of. A source asks for these and no others, so that nothing of what people wrote to a
 * model is ever sent.
 */
export const LOG_FIELDS = [
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

const GROUPED_BY = ['organization_key_id', 'customer_identifier', 'model', 'environment'];

const keyOf = (log: RequestLog, { source }: Reading): Ref | null => {
  const { organization_key_id: id, organization_key_name, organization_key__name } = log;
  if (id == null || id === '') return null;
  const name = textOf(organization_key_name ?? organization_key__name);
  return { source, kind: 'gateway_key', id: String(id), ...(name === undefined ? {} : { name }) };
};

const dimsOf = (log: RequestLog, reading: Reading): Dims => {
  const { customer_identifier: customer, customer_name, environment, log_type } = log;
  return {
    credential: keyOf(log, reading),
    principal: customer == null || customer === '' ? null : customerRef(customer, reading, customer_name),
    model: textOf(log.model) ?? null,
    ...(environment == null ? {} : { environment: environmentOf(environment) }),
    ...(log_type == null ? {} : { operation: log_type.toLowerCase() }),
  };
};

const measuresOf = (log: RequestLog): Measures => {
  const { prompt_tokens, completion_tokens, total_request_tokens } = log;
  const isSplit = prompt_tokens != null || completion_tokens != null;
  return {
    requests: 1,
    ...(prompt_tokens == null ? {} : { input_tokens: prompt_tokens }),
    ...(completion_tokens == null ? {} : { output_tokens: completion_tokens }),
    ...(isSplit || total_request_tokens == null ? {} : { total_tokens: total_request_tokens }),
  };
};

const MS = 1000;

const qualityOf = (log: RequestLog): NonNullable<UsageRecord['quality']> => ({
  ...(log.latency == null ? {} : { latencyAvgMs: log.latency * MS }),
  ...(log.time_to_first_token == null ? {} : { ttftAvgMs: log.time_to_first_token * MS }),
  ...(log.failed == null ? {} : { errors: log.failed ? 1 : 0 }),
});

/**
 * Returns a logged request as use, and as its cost where the vendor reports one: who asked, with which key, which model. What was
 * asked and answered is left behind. Nothing where the log has no id: it could not be distinguished from another.
 */
export const recordsOfRequestLog = (
  log: RequestLog,
  reading: Reading,
): readonly (UsageRecord | CostRecord)[] => {
  const id = log.unique_id ?? log.id;
  if (id == null) return [];
  const start = isoOf(log.timestamp ?? log.start_time);
  const common = { temporality: 'event', start, final: true, dims: dimsOf(log, reading) } as const;
  const usage: UsageRecord = {
    type: 'usage',
    ...metaOf(PROVIDER, 'requestLogs', String(id), reading),
    ...common,
    measures: measuresOf(log),
    groupedBy: GROUPED_BY,
    quality: qualityOf(log),
  };
  if (log.cost == null) return [usage];
  const cost: CostRecord = {
    type: 'cost',
    ...metaOf(PROVIDER, 'requestLogs.cost', String(id), reading),
    ...common,
    cost: money(log.cost, 'USD'),
    basis: 'provider_gateway',
    groupedBy: GROUPED_BY,
  };
  return [usage, cost];
};
