import type { WireItem } from '../../types.js';
import {
  checked,
  equalTo,
  evenly,
  nth,
  spread,
  tagged,
  textOf,
  UP_DOWN,
  type Making,
  type OpenAiList,
} from './list.js';

const MODELS = ['gpt-5-2025-08-07', 'gpt-4o-2024-08-06', 'gpt-4.1-2025-04-14'] as const;

function completion({ number, at, dice }: Making): WireItem {
  const [prompt, answer] = [dice.int(10, 900), dice.int(5, 400)];
  const calls = number % 6 === 5;
  return {
    object: 'chat.completion',
    id: `chatcmpl-${dice.text(29)}`,
    model: MODELS[number % MODELS.length],
    created: at,
    request_id: `req_${dice.text(32, '0123456789abcdef')}`,
    tool_choice: null,
    usage: {
      total_tokens: prompt + answer,
      completion_tokens: answer,
      prompt_tokens: prompt,
      ...(number % 2 === 0 ? { prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 } } : {}),
    },
    // The vendor's own example has a seed that no number holds; this one is kept small.
    seed: number,
    top_p: 1,
    temperature: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    system_fingerprint: 'fp_50cad350e4',
    input_user: null,
    service_tier: number % 5 === 4 ? null : 'default',
    tools: null,
    metadata: number % 3 === 0 ? { team: 'support', tier: String(number % 2) } : {},
    choices: [
      {
        index: 0,
        message: {
          content: calls ? null : 'A quiet lake.',
          role: 'assistant',
          refusal: null,
          tool_calls: calls
            ? [{ id: 'call_1', type: 'function', function: { name: 'look_up', arguments: '{}' } }]
            : null,
          function_call: null,
        },
        finish_reason: calls ? 'tool_calls' : 'stop',
        logprobs: null,
      },
    ],
    response_format: null,
  };
}

const completionMessage = ({ parents, number }: Making): WireItem => ({
  id: `${parents[0] ?? ''}-${String(number)}`,
  role: number % 2 === 0 ? 'user' : 'assistant',
  content: number % 5 === 4 ? null : `Turn ${String(number + 1)}`,
  name: null,
  content_parts: number % 5 === 4 ? [{ type: 'text', text: `Turn ${String(number + 1)}` }] : null,
});

/** The kinds that are documented by their name, with a prefix for their ids; of those that are no message nothing else is. */
const CALLS = [
  ['reasoning', 'rs'],
  ['file_search_call', 'fs'],
  ['web_search_call', 'ws'],
  ['code_interpreter_call', 'ci'],
  ['computer_call_output', 'cco'],
] as const;

/** One item of a conversation or of a response's input: a few of the many kinds. */
function item({ number, dice }: Making): WireItem {
  const turn = number % 7;
  const [type, prefix] = CALLS[turn - 1] ?? ['message', 'msg'];
  const common = { type, id: `${prefix}_${dice.text(32, '0123456789abcdef')}`, status: 'completed' };
  if (type !== 'message') return common;
  return turn === 0
    ? {
        ...common,
        role: 'user',
        content: [{ type: 'input_text', text: `Question ${String(number + 1)}` }],
      }
    : { ...common, role: 'assistant', content: [{ type: 'output_text', text: 'A quiet lake.' }] };
}

const INCLUDE = [
  'file_search_call.results',
  'web_search_call.results',
  'web_search_call.action.sources',
  'message.input_image.image_url',
  'computer_call_output.output.image_url',
  'code_interpreter_call.outputs',
  'reasoning.encrypted_content',
  'message.output_text.logprobs',
] as const;

const hundred = { protocol: 'lastId', limits: [20, 1, 100], order: 'desc', words: UP_DOWN } as const;

const upward = { ...hundred, order: 'asc' } as const;

const chatkit = { ...hundred, limits: [20, 0, 100], before: true, beta: 'chatkit_beta=v1' } as const;

/** One item of a thread: of the kinds whose type is documented, which are the two that the vendor's example has. */
function threadItem({ number, dice }: Making): WireItem {
  const asked = number % 2 === 0;
  return {
    id: `cthi_${dice.text(24)}`,
    object: 'chatkit.thread_item',
    type: asked ? 'user_message' : 'assistant_message',
    content: [{ type: asked ? 'input_text' : 'output_text', text: `Line ${String(number + 1)}` }],
    ...(asked ? { attachments: [] } : {}),
  };
}

function thread({ world, number, at, dice }: Making): WireItem {
  const reason = number % 2 === 0 ? null : 'Too long ago';
  return {
    id: `cthr_${dice.text(24)}`,
    object: 'chatkit.thread',
    created_at: at,
    title: number % 3 === 0 ? null : `Case ${String(number + 1)}`,
    status: [{ type: 'active' }, { type: 'locked', reason }, { type: 'closed', reason }][number % 3],
    user: textOf(nth(world.rows('users'), number % 8)),
  };
}

/** A parent that the vendor has no list of. */
const bare = (prefix: string, object: string) => ({
  kind: 'made' as const,
  size: evenly(12, 6),
  make: ({ at, dice }: Making): WireItem => ({
    id: `${prefix}_${dice.text(32, '0123456789abcdef')}`,
    object,
    created_at: at,
    metadata: {},
  }),
});

/** Chat completions, conversations, responses and ChatKit. */
export const CONVERSATIONS: readonly OpenAiList[] = [
  {
    ...upward,
    id: 'chat.completions',
    path: '/chat/completions',
    filters: [equalTo('model', 'model'), tagged('metadata')],
    rows: { kind: 'made', size: evenly(60), make: completion },
  },
  {
    ...upward,
    id: 'chat.completions.messages',
    path: '/chat/completions/{completion_id}/messages',
    below: 'chat.completions',
    rows: { kind: 'made', size: spread(40, 1, 6), make: completionMessage },
  },
  { ...hundred, id: 'conversations', rows: bare('conv', 'conversation') },
  {
    ...hundred,
    id: 'conversations.items',
    path: '/conversations/{conversation_id}/items',
    below: 'conversations',
    filters: [checked('include', INCLUDE)],
    rows: { kind: 'made', size: spread(70, 0, 9), make: item },
  },
  { ...hundred, id: 'responses', rows: bare('resp', 'response') },
  {
    ...hundred,
    id: 'responses.inputItems',
    path: '/responses/{response_id}/input_items',
    below: 'responses',
    filters: [checked('include', INCLUDE)],
    rows: { kind: 'made', size: spread(40, 1, 5), make: item },
  },
  {
    ...chatkit,
    id: 'chatkit.threads',
    path: '/chatkit/threads',
    filters: [equalTo('user', 'user')],
    rows: { kind: 'made', size: evenly(40), make: thread },
  },
  {
    ...chatkit,
    id: 'chatkit.threads.items',
    path: '/chatkit/threads/{thread_id}/items',
    below: 'chatkit.threads',
    rows: { kind: 'made', size: spread(50, 0, 8), make: threadItem },
  },
];
