import { isObject } from '../../../operators/internal/isObject.js';
import { MOST_NAMED } from '../most-named.js';
import type { FeedState } from './feed-state.js';

/** Names what could not be used by its id, or what distinguishes it in its list. */
export const refuse = (record: unknown, feed: FeedState, path?: string): void => {
  feed.refused += 1;
  if (feed.refusedItems.length >= MOST_NAMED) return;
  const id = isObject(record) ? idOf(record) : undefined;
  feed.refusedItems.push({
    reason: 'refuse',
    ...(id === undefined ? {} : { id }),
    ...(path === undefined ? {} : { path }),
  });
};

const idOf = ({ uid, source, resource }: Readonly<Record<string, unknown>>): string | undefined => {
  if (typeof uid !== 'string') return undefined;
  const prefix = `${String(source)}/${String(resource)}/`;
  return uid.startsWith(prefix) ? uid.slice(prefix.length) : uid;
};
