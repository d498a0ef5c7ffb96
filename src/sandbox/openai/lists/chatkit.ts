import type { WireItem } from '../../types.js';
import { equalTo, evenly, nth, spread, textOf, UP_DOWN, type Making, type OpenAiList } from './list.js';

type Kind = readonly [type: string, make: (making: Making) => WireItem];

/** The kinds of a thread's items, with what each has of its own. */
const KINDS: readonly Kind[] = [
  [
    'chatkit.user_message',
    ({ number }) => ({
      content: [
        { type: 'input_text', text: `Line ${String(number + 1)}` },
        ...(number % 4 === 0 ? [] : [{ type: 'quoted_text', text: 'As you said' }]),
      ],
      attachments:
        number % 4 === 0
          ? [{ type: 'file', id: 'cfile_abc', name: 'a.txt', mime_type: 'text/plain', preview_url: null }]
          : [],
      inference_options: number % 4 === 0 ? { tool_choice: { id: 'search' }, model: null } : null,
    }),
  ],
  [
    'chatkit.assistant_message',
    () => ({
      content: [
        {
          type: 'output_text',
          text: 'A quiet lake.',
          annotations: [{ type: 'file', source: { type: 'file', filename: 'lakes.pdf' } }],
        },
      ],
    }),
  ],
  ['chatkit.widget', () => ({ widget: '{"type":"Card"}' })],
  [
    'chatkit.client_tool_call',
    ({ number }) => ({
      status: 'in_progress',
      call_id: `call_${String(number)}`,
      name: 'look_up',
      arguments: '{}',
      output: null,
    }),
  ],
  ['chatkit.task', () => ({ task_type: 'thought', heading: 'Thinking', summary: null })],
  ['chatkit.task_group', () => ({ tasks: [{ type: 'custom', heading: null, summary: 'Looked it up' }] })],
];

function threadItem(making: Making): WireItem {
  const { parents, number, at, dice } = making;
  const [type, make] = KINDS[number % KINDS.length] ?? [];
  return {
    id: `cthi_${dice.text(24)}`,
    object: 'chatkit.thread_item',
    created_at: at,
    thread_id: parents[0] ?? '',
    type,
    ...make?.(making),
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

const chatkit = {
  protocol: 'lastId',
  limits: [20, 0, 100],
  order: 'desc',
  words: UP_DOWN,
  before: true,
  beta: 'chatkit_beta=v1',
} as const;

/** ChatKit: threads and what is in them. */
export const CHATKIT: readonly OpenAiList[] = [
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
