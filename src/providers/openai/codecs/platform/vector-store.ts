import * as t from 'io-ts';

import { int, nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';
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
  {
    /** What the days count from. */
    anchor: openEnum('last_active_at'),
    /** 1 to 365. */
    days: int,
  },
);

/** A vector store: an item of `GET /vector_stores`. The documentation's example lacks half of what its text says is there. */
export const vectorStore = shape(
  'VectorStore',
  {
    id: t.string,
    object: openEnum('vector_store'),
    created_at: unixSeconds,
    name: nullable(t.string),
    file_counts: fileCounts,
  },
  {
    /** In the documentation's example only. */
    description: nullable(t.string),
    /** Of all its files. */
    usage_bytes: nullable(int),
    /** What the documentation's example has in place of `usage_bytes`. */
    bytes: nullable(int),
    status: nullable(openEnum('expired', 'in_progress', 'completed')),
    expires_after: nullable(expiresAfter),
    expires_at: nullable(unixSeconds),
    last_active_at: nullable(unixSeconds),
    metadata,
  },
);

export type VectorStore = t.TypeOf<typeof vectorStore>;
