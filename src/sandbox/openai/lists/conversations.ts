import type { WireItem } from '../../types.js';
import { conversationItem, EACH_KIND, responseItem } from './conversation-items.js';
import { checked, equalTo, evenly, spread, tagged, UP_DOWN, type Making, type OpenAiList } from './list.js';

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
  refusal: null,
  name: null,
  content_parts: number % 5 === 4 ? [{ type: 'text', text: `Turn ${String(number + 1)}` }] : null,
});

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

/** Chat completions, conversations and responses. */
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
    rows: { kind: 'made', size: spread(70, 0, 9, EACH_KIND), make: conversationItem },
  },
  { ...hundred, id: 'responses', rows: bare('resp', 'response') },
  {
    ...hundred,
    id: 'responses.inputItems',
    path: '/responses/{response_id}/input_items',
    below: 'responses',
    filters: [checked('include', INCLUDE)],
    rows: { kind: 'made', size: spread(40, 1, 5, EACH_KIND), make: responseItem },
  },
];
