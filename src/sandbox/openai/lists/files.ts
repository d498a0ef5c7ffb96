import type { WireItem } from '../../types.js';
import { DAY, sizeOf } from '../../world.js';
import {
  equalTo,
  evenly,
  spread,
  textOf,
  UP_DOWN,
  type ListWorld,
  type Making,
  type OpenAiList,
} from './list.js';

const PURPOSES = [
  'assistants',
  'batch',
  'batch_output',
  'fine-tune',
  'fine-tune-results',
  'vision',
  'user_data',
  'assistants_output',
] as const;

function file({ number, at, dice }: Making): WireItem {
  const purpose = PURPOSES[number % PURPOSES.length] ?? 'user_data';
  const broken = number % 31 === 30;
  return {
    id: `file-${dice.text(24)}`,
    object: 'file',
    bytes: dice.int(100, 4_000_000),
    created_at: at,
    ...(number % 5 === 4 ? { expires_at: at + 90 * DAY } : {}),
    filename: `${purpose}-${String(number + 1)}.${/batch|fine/.test(purpose) ? 'jsonl' : 'pdf'}`,
    purpose,
    status: broken ? 'error' : 'processed',
    ...(broken ? { status_details: 'The file could not be read.' } : {}),
  };
}

/** One of the files with a purpose, chosen by a number. */
export function fileFor(world: ListWorld, purpose: string, number: number): string {
  const fitting = world.rows('files').filter((one) => one['purpose'] === purpose);
  return textOf(fitting[number % Math.max(1, fitting.length)]);
}

const STATUSES = [
  'completed',
  'completed',
  'failed',
  'completed',
  'expired',
  'cancelled',
  'completed',
  'in_progress',
  'validating',
  'finalizing',
  'cancelling',
] as const;

function batch({ world, number, at, dice }: Making): WireItem {
  const status = STATUSES[number % STATUSES.length] ?? 'completed';
  const when = (one: string, after: number): number | null => (status === one ? at + after : null);
  const done = status === 'completed';
  const total = dice.int(10, 500);
  return {
    id: `batch_${dice.text(24)}`,
    object: 'batch',
    endpoint: number % 2 === 0 ? '/v1/chat/completions' : '/v1/embeddings',
    ...(number % 2 === 0 ? { model: 'gpt-5-2025-08-07' } : {}),
    errors:
      status === 'failed'
        ? { object: 'list', data: [{ code: 'invalid_json', message: 'Not JSON.', param: null, line: 3 }] }
        : null,
    input_file_id: fileFor(world, 'batch', number),
    completion_window: '24h',
    status,
    output_file_id: done ? fileFor(world, 'batch_output', number) : null,
    error_file_id: null,
    created_at: at,
    in_progress_at: status === 'validating' || status === 'failed' ? null : at + 5,
    expires_at: at + DAY,
    finalizing_at: done || status === 'finalizing' ? at + 600 : null,
    completed_at: when('completed', 630),
    failed_at: when('failed', 9),
    expired_at: when('expired', DAY),
    cancelling_at: status === 'cancelling' || status === 'cancelled' ? at + 60 : null,
    cancelled_at: when('cancelled', 90),
    request_counts: { total, completed: done ? total - (number % 3) : 0, failed: done ? number % 3 : 0 },
    ...(done ? { usage: batchUsage(total) } : {}),
    metadata: number % 3 === 0 ? { batch_description: 'Nightly job' } : null,
  };
}

function batchUsage(requests: number) {
  return {
    input_tokens: requests * 90,
    input_tokens_details: { cached_tokens: requests * 10 },
    output_tokens: requests * 40,
    output_tokens_details: { reasoning_tokens: requests * 4 },
    total_tokens: requests * 130,
  };
}

function container({ world, number, at, dice }: Making): WireItem {
  return {
    id: `cntr_${dice.text(48, '0123456789abcdef')}`,
    object: 'container',
    name: `Container ${String(number % 20)}`,
    created_at: at,
    status: number % 4 === 3 ? 'expired' : 'running',
    last_active_at: Math.min(world.start, at + 600),
    expires_after: { anchor: 'last_active_at', minutes: 20 },
    memory_limit: (['1g', '4g', '16g', '64g'] as const)[number % 4],
    ...(number % 3 === 0 ? { network_policy: { type: 'disabled' } } : {}),
    ...(number % 3 === 1 ? { network_policy: { type: 'allowlist', allowed_domains: ['example.com'] } } : {}),
  };
}

function containerFile({ parents, number, at, dice }: Making): WireItem {
  return {
    id: `cfile_${dice.text(32, '0123456789abcdef')}`,
    object: 'container.file',
    container_id: parents[0] ?? '',
    created_at: at,
    bytes: dice.int(1, 90_000),
    path: `/mnt/data/part-${String(number + 1)}.csv`,
    source: number % 2 === 0 ? 'user' : 'assistant',
  };
}

const hundred = { protocol: 'lastId', limits: [20, 1, 100], order: 'desc' } as const;

/** Files, the batches that read them, and containers. */
export const FILES: readonly OpenAiList[] = [
  {
    id: 'files',
    path: '/files',
    protocol: 'lastId',
    limits: [10_000, 1, 10_000],
    order: 'desc',
    words: UP_DOWN,
    filters: [equalTo('purpose', 'purpose')],
    rows: { kind: 'made', size: ({ world }) => sizeOf(400, world.scale, 80), make: file },
  },
  { ...hundred, id: 'batches', path: '/batches', rows: { kind: 'made', size: evenly(60), make: batch } },
  {
    ...hundred,
    id: 'containers',
    path: '/containers',
    words: UP_DOWN,
    filters: [equalTo('name', 'name')],
    rows: { kind: 'made', size: evenly(45), make: container },
  },
  {
    ...hundred,
    id: 'containers.files',
    path: '/containers/{container_id}/files',
    words: UP_DOWN,
    below: 'containers',
    rows: { kind: 'made', size: spread(40), make: containerFile },
  },
];
