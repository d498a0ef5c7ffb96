// What makes a source, apart from the engine that reads it: an import of a provider loads this much of the monitor and no more.
export type * from '../feed.js';
export { COLLECTING, FIGURES_CADENCE, KEYS_CADENCE, SLOW_CADENCE } from './cadences.js';
export { clientHooks, type ClientEventLike } from './client-hooks.js';
export { defineSource, type SourceDraft, type SourceOptions } from './define-source.js';
export type { FeedDraft, FeedOptions } from './draft.js';
export { downTo } from './down-to.js';
export { concernsAll, faultOf } from './fault.js';
export { nested, type Nested, type NestedOptions } from './nested.js';
export type { ListPage, PagedList, RecordsOf } from './pages.js';
export type { RangeOptions, ReadingRange } from './range.js';
export { requestWindowsOf, type PacedClient } from './request-windows.js';
export { buckets, events, type RangedList, type RangedOptions } from './ranged.js';
export { counters, snapshot, type ListOf } from './snapshot.js';
