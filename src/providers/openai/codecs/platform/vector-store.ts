import * as t from 'io-ts';

import { int, nullable, nullish, openEnum, shape, unixSeconds } from '../../../../codec/index.js';
import { metadata } from './metadata.js';

const fileCounts = shape('VectorStoreFileCounts', {
  in_progress: int,
  completed: int,
  failed: int,
  cancelled: int,
  total: int,
});

const expiresAfter = shape(
  'VectorStoreExpiresAfter',
  {},
  nullish({
    /** What the days count from. */
    anchor: openEnum('last_active_at'),
    /** 1 to 365. */
    days: int,
  }),
);

/** A vector store: an item of `GET /vector_stores`. The documentation's example lacks half of what its text says is there. */
export const vectorStore = shape(
  'VectorStore',
  {
    id: t.string,
    created_at: unixSeconds,
    name: nullable(t.string),
    file_counts: fileCounts,
  },
  nullish({
    object: openEnum('vector_store'),
    /** In the documentation's example only. */
    description: t.string,
    /** Of all its files. */
    usage_bytes: int,
    /** What the documentation's example has in place of `usage_bytes`. */
    bytes: int,
    status: openEnum('expired', 'in_progress', 'completed'),
    expires_after: expiresAfter,
    expires_at: unixSeconds,
    last_active_at: unixSeconds,
    metadata,
  }),
);

export type VectorStore = t.TypeOf<typeof vectorStore>;
