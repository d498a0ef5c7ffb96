import type { WireItem } from '../../types.js';
import { DAY } from '../../world.js';
import { beta } from './assistants.js';
import {
  equalTo,
  evenly,
  spread,
  textOf,
  type Home,
  type Making,
  type Placed,
  type OpenAiList,
} from './list.js';

const STATUS = ['completed', 'completed', 'completed', 'in_progress', 'failed', 'cancelled'] as const;

/** A file as it is in a vector store. */
function storeFile(file: WireItem, { parents, number, at }: Placed): WireItem {
  const status = STATUS[number % STATUS.length] ?? 'completed';
  return {
    id: file['id'],
    object: 'vector_store.file',
    usage_bytes: status === 'completed' ? Number(file['bytes']) * 2 : 0,
    created_at: at,
    vector_store_id: parents[0] ?? '',
    status,
    last_error: status === 'failed' ? { code: 'unsupported_file', message: 'Not a text.' } : null,
    chunking_strategy:
      number % 5 === 4
        ? { type: 'other' }
        : { type: 'static', static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 } },
    attributes: number % 4 === 3 ? null : { topic: 'faq', year: 2025, public: true },
  };
}

const storeStatus = equalTo('filter', 'status', ['in_progress', 'completed', 'failed', 'cancelled']);

function store({ world, number, at, dice }: Making): WireItem {
  return {
    id: `vs_${dice.text(24)}`,
    object: 'vector_store',
    created_at: at,
    name: `Store ${String(number + 1)}`,
    description: number % 3 === 0 ? null : 'Frequent questions',
    status: (['completed', 'completed', 'in_progress', 'expired'] as const)[number % 4],
    ...(number % 4 === 3
      ? { expires_after: { anchor: 'last_active_at', days: 7 }, expires_at: at + 7 * DAY }
      : number % 4 === 1
        ? { expires_at: null }
        : {}),
    last_active_at: number % 9 === 8 ? null : Math.min(world.start, at + DAY),
    metadata: number % 2 === 0 ? {} : { owner: 'support' },
  };
}

const COUNTED = ['in_progress', 'completed', 'failed', 'cancelled'] as const;

/** A store with what its files add up to: they come after it, so it is computed when it is read. */
function storeTotals(files: readonly WireItem[]): WireItem {
  const count = (status: string): number => files.filter((file) => file['status'] === status).length;
  return {
    usage_bytes: files.reduce((sum, file) => sum + Number(file['usage_bytes']), 0),
    file_counts: {
      ...Object.fromEntries(COUNTED.map((status) => [status, count(status)])),
      total: files.length,
    },
  };
}

/** A file is cut into a few texts, which come all at once: the vendor takes no cursor there. */
const chunks = ({ parent }: Home): number => 1 + (Number(parent['usage_bytes']) % 4);

/** Vector stores, their files, and the batches in which those came. */
export const VECTOR_STORES: readonly OpenAiList[] = [
  {
    ...beta,
    id: 'vectorStores',
    path: '/vector_stores',
    shown: (item, world) => ({ ...item, ...storeTotals(world.rows('vectorStores.files', textOf(item))) }),
    rows: { kind: 'made', size: evenly(30), make: store },
  },
  {
    ...beta,
    id: 'vectorStores.files',
    path: '/vector_stores/{vector_store_id}/files',
    below: 'vectorStores',
    filters: [storeStatus],
    rows: { kind: 'joined', of: 'files', size: spread(80, 1, 6), join: storeFile },
  },
  {
    ...beta,
    id: 'vectorStores.fileBatches',
    below: 'vectorStores',
    rows: {
      kind: 'made',
      size: ({ world, parents }) => Math.ceil(world.rows('vectorStores.files', ...parents).length / 50),
      make: ({ parents, at, dice }) => ({
        id: `vsfb_${dice.text(24)}`,
        object: 'vector_store.files_batch',
        created_at: at,
        vector_store_id: parents[0] ?? '',
        status: 'completed',
      }),
    },
  },
  {
    ...beta,
    id: 'vectorStores.fileBatches.files',
    path: '/vector_stores/{vector_store_id}/file_batches/{batch_id}/files',
    below: 'vectorStores.fileBatches',
    filters: [storeStatus],
    rows: { kind: 'joined', of: 'vectorStores.files', size: spread(50, 1, 6), join: (file) => file },
  },
  {
    ...beta,
    id: 'vectorStores.files.content',
    path: '/vector_stores/{vector_store_id}/files/{file_id}/content',
    protocol: 'content',
    below: 'vectorStores.files',
    key: 'text',
    rows: {
      kind: 'made',
      size: chunks,
      make: ({ parents, number }) => ({
        type: 'text',
        text: `Part ${String(number + 1)} of ${parents[1] ?? ''}`,
      }),
    },
  },
];
