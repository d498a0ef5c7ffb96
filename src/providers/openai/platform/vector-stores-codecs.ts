import * as t from 'io-ts';
import {
  anyOf,
  int,
  jsonObject,
  nullable,
  nullish,
  num,
  openEnum,
  record,
  shape,
  unixSeconds,
} from '../../../codec/index.js';
import { metadata } from './list.js';

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

/** The decoded form of {@link vectorStore}. */
export type VectorStore = t.TypeOf<typeof vectorStore>;

const fileError = shape(
  'VectorStoreFileError',
  {},
  nullish({ code: openEnum('server_error', 'unsupported_file', 'invalid_file'), message: t.string }),
);

const chunkingStrategy = shape(
  'ChunkingStrategy',
  { type: openEnum('static', 'other') },
  nullish({ static: jsonObject }),
);

/** A file of a vector store: an item of `GET /vector_stores/{vector_store_id}/files`, and of the files of a batch. */
export const vectorStoreFile = shape(
  'VectorStoreFile',
  {
    id: t.string,
    created_at: unixSeconds,
    vector_store_id: t.string,
  },
  nullish({
    object: openEnum('vector_store.file'),
    /** What it takes in the store; the file itself may be smaller or larger. */
    usage_bytes: int,
    status: openEnum('in_progress', 'completed', 'cancelled', 'failed'),
    last_error: fileError,
    chunking_strategy: chunkingStrategy,
    /** Values by key of the user's choice. */
    attributes: record(anyOf(t.string, num, t.boolean)),
  }),
);

/** The decoded form of {@link vectorStoreFile}. */
export type VectorStoreFile = t.TypeOf<typeof vectorStoreFile>;

/**
 * A piece of a file's text: an item of `GET /vector_stores/{vector_store_id}/files/{file_id}/content`. It has no id, and
 * nothing in it is sure to be there.
 */
export const vectorStoreFileContent = shape(
  'VectorStoreFileContent',
  {},
  nullish({ type: openEnum('text'), text: t.string }),
);

/** The decoded form of {@link vectorStoreFileContent}. */
export type VectorStoreFileContent = t.TypeOf<typeof vectorStoreFileContent>;

/** What comes with the pieces. */
export const fileContentEnvelope = shape(
  'FileContentEnvelope',
  {},
  nullish({
    object: openEnum('vector_store.file_content.page'),
    has_more: t.boolean,
    /** A token that no documented parameter takes. */
    next_page: t.string,
  }),
);

/** The decoded form of {@link fileContentEnvelope}. */
export type FileContentEnvelope = t.TypeOf<typeof fileContentEnvelope>;
