import type { WireItem } from '../../types.js';
import {
  checked,
  equalTo,
  evenly,
  nth,
  spread,
  textOf,
  timeOf,
  UP_DOWN,
  type Making,
  type OpenAiList,
} from './list.js';

const MODEL = 'gpt-4o-2024-08-06';

/** What the lists of the assistants API have in common, vector stores among them. */
export const beta = {
  protocol: 'lastId',
  limits: [20, 1, 100],
  order: 'desc',
  words: UP_DOWN,
  before: true,
  beta: 'assistants=v2',
} as const;

function assistant({ world, number, at, dice }: Making): WireItem {
  const store = textOf(nth(world.rows('vectorStores'), number));
  const searches = number % 3 === 1;
  return {
    id: `asst_${dice.text(24)}`,
    object: 'assistant',
    created_at: at,
    name: number % 7 === 6 ? null : `Assistant ${String(number + 1)}`,
    description: number % 2 === 0 ? null : 'Answers questions',
    model: MODEL,
    instructions: number % 5 === 4 ? null : 'Be brief.',
    tools: toolsOf(number),
    tool_resources: searches ? { file_search: { vector_store_ids: [store] } } : {},
    metadata: number % 4 === 0 ? { team: 'support' } : {},
    temperature: 1,
    top_p: 1,
    response_format: number % 2 === 0 ? 'auto' : { type: 'text' },
  };
}

function toolsOf(number: number): readonly WireItem[] {
  if (number % 3 === 0) return [{ type: 'code_interpreter' }];
  if (number % 3 === 1) return [{ type: 'file_search', file_search: { max_num_results: 20 } }];
  return [
    { type: 'function', function: { name: 'look_up', parameters: { type: 'object', properties: {} } } },
  ];
}

const STATUSES = [
  'completed',
  'completed',
  'failed',
  'completed',
  'expired',
  'requires_action',
  'completed',
  'incomplete',
  'cancelled',
  'completed',
] as const;

const CALL = {
  id: 'call_1',
  type: 'function',
  function: { name: 'look_up', arguments: '{"id":1}' },
} as const;

function run({ world, parents, number, at, dice }: Making): WireItem {
  const status = STATUSES[number % STATUSES.length] ?? 'completed';
  const is = (one: string): number | null => (status === one ? at + 20 : null);
  const helper = nth(world.rows('assistants'), number);
  return {
    id: `run_${dice.text(24)}`,
    object: 'thread.run',
    created_at: at,
    thread_id: parents[0] ?? '',
    assistant_id: textOf(helper),
    status,
    required_action:
      status === 'requires_action'
        ? { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls: [CALL] } }
        : null,
    last_error: status === 'failed' ? { code: 'server_error', message: 'Something went wrong.' } : null,
    expires_at: status === 'requires_action' ? at + 600 : null,
    started_at: at + 1,
    cancelled_at: is('cancelled'),
    failed_at: is('failed'),
    completed_at: is('completed'),
    incomplete_details: status === 'incomplete' ? { reason: 'max_completion_tokens' } : null,
    model: MODEL,
    instructions: helper?.['instructions'] ?? null,
    tools: helper?.['tools'] ?? [],
    metadata: {},
    usage: status === 'requires_action' ? null : tokensOf(dice.int(20, 900), dice.int(20, 400)),
    temperature: 1,
    top_p: 1,
    max_prompt_tokens: number % 3 === 0 ? 1000 : null,
    max_completion_tokens: number % 3 === 0 ? 1000 : null,
    truncation_strategy: { type: 'auto', last_messages: null },
    tool_choice: 'auto',
    parallel_tool_calls: true,
    response_format: 'auto',
  };
}

function tokensOf(prompt: number, completion: number) {
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

const REASONS: Readonly<Record<string, string>> = {
  failed: 'run_failed',
  expired: 'run_expired',
  cancelled: 'run_cancelled',
  incomplete: 'max_tokens',
};

/** Each run has one question before it and one answer out of it. */
function message(making: Making): WireItem {
  const { world, parents, number, dice } = making;
  const cause = world.rows('threads.runs', ...parents)[Math.floor(number / 2)];
  const answers = number % 2 === 1 && cause !== undefined;
  const reason = answers ? REASONS[textOf(cause, 'status')] : undefined;
  const open = answers && cause['status'] === 'requires_action';
  const at = cause === undefined ? making.at : (timeOf(cause) ?? 0) + (answers ? 10 : -5);
  const file = textOf(nth(world.rows('files'), number));
  return {
    id: `msg_${dice.text(24)}`,
    object: 'thread.message',
    created_at: at,
    thread_id: parents[0] ?? '',
    status: open ? 'in_progress' : reason === undefined ? 'completed' : 'incomplete',
    incomplete_details: reason === undefined ? null : { reason },
    completed_at: reason === undefined && !open ? at + 5 : null,
    incomplete_at: reason === undefined ? null : at + 5,
    role: answers ? 'assistant' : 'user',
    content: contentOf(number, file),
    assistant_id: answers ? cause['assistant_id'] : null,
    run_id: answers ? cause['id'] : null,
    attachments: number % 6 === 0 ? [{ file_id: file, tools: [{ type: 'code_interpreter' }] }] : [],
    metadata: {},
  };
}

function contentOf(number: number, file: string): readonly WireItem[] {
  const text = { type: 'text', text: { value: `Message ${String(number + 1)}`, annotations: [] } };
  if (number % 8 === 2) return [text, { type: 'image_file', image_file: { file_id: file, detail: 'low' } }];
  if (number % 8 === 4) return [{ type: 'image_url', image_url: { url: 'https://example.com/cat.png' } }];
  return number % 8 === 7 ? [{ type: 'refusal', refusal: 'No.' }] : [text];
}

/** The last step of a run describes the message it made, those before it the tools it called. */
function step({ world, parents, parent, number, count, at, dice }: Making): WireItem {
  const [thread = '', cause = ''] = parents;
  const made = world.rows('threads.messages', thread).find((one) => one['run_id'] === cause);
  const last = number === count - 1 && made !== undefined;
  const failed = !last && parent['status'] === 'failed';
  return {
    id: `step_${dice.text(24)}`,
    object: 'thread.run.step',
    created_at: at,
    assistant_id: parent['assistant_id'],
    thread_id: thread,
    run_id: cause,
    type: last ? 'message_creation' : 'tool_calls',
    status: failed ? 'failed' : 'completed',
    step_details: last
      ? { type: 'message_creation', message_creation: { message_id: textOf(made) } }
      : { type: 'tool_calls', tool_calls: [toolCall(number)] },
    last_error: failed ? { code: 'server_error', message: 'The tool went away.' } : null,
    expired_at: null,
    cancelled_at: null,
    failed_at: failed ? at + 2 : null,
    completed_at: failed ? null : at + 2,
    metadata: {},
    usage: number % 5 === 4 ? null : tokensOf(dice.int(10, 90), dice.int(5, 50)),
  };
}

function toolCall(number: number): WireItem {
  const id = `call_${String(number)}`;
  if (number % 3 === 0)
    return { id, type: 'code_interpreter', code_interpreter: { input: '1 + 1', outputs: [] } };
  if (number % 3 === 1) return { id, type: 'file_search', file_search: { results: [] } };
  return { id, type: 'function', function: { name: 'look_up', arguments: '{}', output: null } };
}

const RESULT_CONTENT = 'step_details.tool_calls[*].file_search.results[*].content';

/** Assistants, and the threads they run in. */
export const ASSISTANTS: readonly OpenAiList[] = [
  {
    ...beta,
    id: 'assistants',
    path: '/assistants',
    rows: { kind: 'made', size: evenly(40), make: assistant },
  },
  {
    ...beta,
    id: 'threads',
    rows: {
      kind: 'made',
      size: evenly(12, 6),
      make: ({ at, dice }) => ({
        id: `thread_${dice.text(24)}`,
        object: 'thread',
        created_at: at,
        metadata: {},
        tool_resources: null,
      }),
    },
  },
  {
    ...beta,
    id: 'threads.messages',
    path: '/threads/{thread_id}/messages',
    below: 'threads',
    filters: [equalTo('run_id', 'run_id')],
    rows: {
      kind: 'made',
      size: ({ world, parents }) => 2 * world.rows('threads.runs', ...parents).length,
      make: message,
    },
  },
  {
    ...beta,
    id: 'threads.runs',
    path: '/threads/{thread_id}/runs',
    below: 'threads',
    rows: { kind: 'made', size: spread(60, 0, 9), make: run },
  },
  {
    ...beta,
    id: 'threads.runs.steps',
    path: '/threads/{thread_id}/runs/{run_id}/steps',
    below: 'threads.runs',
    filters: [checked('include', [RESULT_CONTENT])],
    rows: { kind: 'made', size: spread(25, 1, 3), make: step },
  },
];
