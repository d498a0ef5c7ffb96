export { afterBefore, type AfterBeforeConfig } from './after-before.js';
export type { CursorConfig } from './cursor.js';
export type { CommonConfig } from './ends.js';
export { inSlices, type Slice, type SlicesConfig } from './in-slices.js';
export { keyset, type KeysetConfig } from './keyset.js';
export { lastId, type LastIdConfig } from './last-id.js';
export { link, type LinkConfig } from './link.js';
export { nextToken, type NextTokenConfig } from './next-token.js';
export { numbered, type NumberedConfig } from './numbered.js';
export { offset, type OffsetConfig } from './offset.js';
export { pageNumber, type PageNumberConfig } from './page-number.js';
export { atPath } from './place.js';
export { single, type SingleConfig } from './single.js';
export type {
  ItemsPlace,
  NextPage,
  PageReply,
  PageRequest,
  PageStart,
  Paging,
  PagingFault,
  Path,
  Place,
  Recovery,
  RequestPlace,
} from './types.js';
