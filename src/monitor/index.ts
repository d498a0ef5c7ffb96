export { metaOf, money, SEVERITIES, sumMoney } from '../records/index.js';
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
  LeftOutItem,
  Limit,
  LimitMeasure,
  Measure,
  Measures,
  Meta,
  Money,
  MonitorRecord,
  Principal,
  Project,
  Reading,
  ReadingError,
  Ref,
  Severity,
  SourceState,
  SourceStatus,
  Temporality,
  UsageRecord,
} from '../records/index.js';
export {
  connectMonitor,
  ViewRefusedError,
  type ConnectOptions,
  type RemoteMonitor,
} from './connect/connect-monitor.js';
export type { ConnectionState } from './connect/connection.js';
export type * from './connect/protocol.js';
export type { WebSocketConstructor, WebSocketLike } from './connect/web-socket.js';
export type { HeadwaterConfig, SourceLoader } from './config.js';
export { createMonitor, type MonitorOptions } from './create-monitor.js';
export type { Budget } from './engine/budget.js';
export type { Snooze } from './engine/snooze.js';
export type { PictureOptions, Retention } from './engine/options.js';
export type { BaselineHead, BaselineLine, HeldRecord, Journal, JournalEntry, Saved } from './journal.js';
export type * from './monitor.js';
export type { WatchOptions } from './picture.js';
export {
  checkCredentialsQuery,
  checkPrincipalsQuery,
  checkSeriesQuery,
  checkSpendQuery,
  QueryError,
} from './queries-check.js';
export type * from './queries.js';
export { roundingOf, type Rounding } from './rounding.js';
export * from './rules/index.js';
export type * from './shapes.js';
export {
  buckets,
  clientHooks,
  counters,
  defineSource,
  downTo,
  events,
  faultOf,
  nested,
  requestWindowsOf,
  snapshot,
} from './source/index.js';
export type * from './source/index.js';
export { wholeSteps } from './whole-steps.js';
