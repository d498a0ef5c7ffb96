export { money, SEVERITIES, sumMoney } from '../records/index.js';
export type {
  Change,
  CostRecord,
  Credential,
  Dims,
  Drift,
  Evidence,
  FeedRecord,
  Finding,
  Iso,
  LastUsed,
  Limit,
  Measure,
  Measures,
  Meta,
  Money,
  MonitorRecord,
  Principal,
  ReadingError,
  Ref,
  Severity,
  SourceState,
  SourceStatus,
  Temporality,
  UsageRecord,
} from '../records/index.js';
export type * from './feed.js';
export type * from './monitor.js';
export type * from './queries.js';
export type * from './shapes.js';
