import type { WireItem } from '../../types.js';
import type { Making } from './list.js';

/** What one kind has beside its type and id. */
type Kind = readonly [
  type: string,
  prefix: string,
  make: (making: Making) => WireItem,
  /** The status that only the items of a response have. */
  responseOnly?: WireItem,
];

const completed = { status: 'completed' } as const;

const callId = ({ number }: Making): string => `call_${String(number)}`;

const screenshot = { type: 'computer_screenshot', image_url: 'https://example.com/screen.png' } as const;

const outputText = {
  type: 'output_text',
  text: 'A quiet lake.',
  annotations: [
    {
      type: 'url_citation',
      url: 'https://example.com/lake',
      start_index: 0,
      end_index: 13,
      title: 'The lake',
    },
  ],
  logprobs: [],
} as const;

const FUNCTION_TOOL = {
  type: 'function',
  name: 'look_up',
  description: null,
  parameters: { type: 'object', properties: {} },
  strict: true,
} as const;

/** What a person or the model says, and the model's thoughts. */
const SAID: readonly Kind[] = [
  [
    'message',
    'msg',
    ({ number }) => ({
      ...completed,
      role: 'user',
      content: [
        { type: 'input_text', text: `Question ${String(number + 1)}` },
        { type: 'input_image', image_url: 'https://example.com/cat.png', file_id: null, detail: 'low' },
        { type: 'input_file', file_id: 'file-abc', filename: 'notes.pdf' },
      ],
    }),
  ],
  ['message', 'msg', () => ({ ...completed, role: 'assistant', content: [outputText] })],
  [
    'message',
    'msg',
    () => ({
      ...completed,
      role: 'assistant',
      phase: 'final_answer',
      content: [{ type: 'refusal', refusal: 'No.' }],
    }),
  ],
  [
    'reasoning',
    'rs',
    () => ({
      ...completed,
      encrypted_content: null,
      summary: [{ type: 'summary_text', text: 'Thought it over.' }],
      content: [{ type: 'reasoning_text', text: 'Water is wet.' }],
    }),
  ],
  ['compaction', 'cmp', () => ({ encrypted_content: 'gAAAA' })],
];

/** Tools that the vendor runs. */
const HOSTED: readonly Kind[] = [
  [
    'file_search_call',
    'fs',
    ({ number }) => ({
      ...completed,
      queries: ['lakes'],
      results:
        number % 2 === 0
          ? null
          : [{ file_id: 'file-abc', filename: 'lakes.pdf', text: 'A lake.', score: 0.9, attributes: null }],
    }),
  ],
  ['web_search_call', 'ws', () => ({ ...completed, action: { type: 'search', queries: ['lakes'] } })],
  [
    'code_interpreter_call',
    'ci',
    () => ({
      ...completed,
      container_id: 'cntr_abc',
      code: 'print(1)',
      outputs: [{ type: 'logs', logs: '1' }],
    }),
  ],
  ['image_generation_call', 'ig', () => ({ ...completed, result: null })],
  [
    'computer_call',
    'cu',
    (making) => ({
      ...completed,
      call_id: callId(making),
      action: { type: 'click', button: 'left', x: 10, y: 20 },
      pending_safety_checks: [],
    }),
  ],
  [
    'computer_call_output',
    'cuo',
    (making) => ({ ...completed, call_id: callId(making), output: screenshot }),
  ],
  ['tool_search_call', 'ts', () => ({ ...completed, call_id: null, execution: 'server', arguments: {} })],
  [
    'tool_search_output',
    'tso',
    () => ({ ...completed, call_id: null, execution: 'server', tools: [FUNCTION_TOOL] }),
  ],
  ['additional_tools', 'at', () => ({ role: 'developer', tools: [FUNCTION_TOOL] })],
  [
    'program',
    'pg',
    (making) => ({ call_id: callId(making), code: 'await look_up()', fingerprint: 'fp_abc' }),
  ],
  ['program_output', 'pgo', (making) => ({ ...completed, call_id: callId(making), result: '1' })],
];

/** Tools that the caller runs. */
const CALLED: readonly Kind[] = [
  [
    'function_call',
    'fc',
    (making) => ({ ...completed, call_id: callId(making), name: 'look_up', arguments: '{"id":1}' }),
  ],
  [
    'function_call_output',
    'fco',
    (making) => ({
      ...completed,
      call_id: callId(making),
      output: making.number % 2 === 0 ? 'found' : [{ type: 'input_text', text: 'found' }],
    }),
  ],
  [
    'custom_tool_call',
    'ctc',
    (making) => ({ call_id: callId(making), name: 'shout', input: 'hello' }),
    completed,
  ],
  ['custom_tool_call_output', 'cto', (making) => ({ call_id: callId(making), output: 'HELLO' }), completed],
  [
    'local_shell_call',
    'lsh',
    (making) => ({
      ...completed,
      call_id: callId(making),
      action: {
        type: 'exec',
        command: ['ls'],
        timeout_ms: null,
        working_directory: null,
        env: {},
        user: null,
      },
    }),
  ],
  // The vendor's document requires two fields that it does not describe: this id of a call, and the id of a request below.
  [
    'local_shell_call_output',
    'lso',
    (making) => ({ ...completed, call_id: callId(making), output: '{"exit_code":0}' }),
  ],
  [
    'shell_call',
    'sh',
    (making) => ({
      ...completed,
      call_id: callId(making),
      caller: { type: 'direct' },
      action: { commands: ['ls'], timeout_ms: null, max_output_length: null },
      environment: { type: 'local' },
    }),
  ],
  [
    'shell_call_output',
    'sho',
    (making) => ({
      ...completed,
      call_id: callId(making),
      output: [{ stdout: 'a.txt', stderr: '', outcome: { type: 'exit', exit_code: 0 } }],
      max_output_length: null,
    }),
  ],
  [
    'apply_patch_call',
    'apc',
    (making) => ({
      ...completed,
      call_id: callId(making),
      operation: { type: 'delete_file', path: 'a.txt' },
    }),
  ],
  ['apply_patch_call_output', 'apo', (making) => ({ ...completed, call_id: callId(making), output: null })],
];

/** Tools of another server. */
const REMOTE: readonly Kind[] = [
  [
    'mcp_list_tools',
    'mcpl',
    () => ({
      server_label: 'maps',
      tools: [{ name: 'route', description: null, input_schema: { type: 'object' }, annotations: null }],
      error: null,
    }),
  ],
  ['mcp_approval_request', 'mcpr', () => ({ server_label: 'maps', name: 'route', arguments: '{}' })],
  [
    'mcp_approval_response',
    'mcpa',
    () => ({ approval_request_id: 'mcpr_abc', request_id: 'mcpr_abc', approve: true, reason: null }),
  ],
  [
    'mcp_call',
    'mcp',
    ({ number }) => ({
      server_label: 'maps',
      name: 'route',
      arguments: '{}',
      approval_request_id: null,
      ...(number % 2 === 0
        ? { status: 'completed', output: 'north', error: null }
        : {
            status: 'failed',
            output: null,
            error: { type: 'http_error', code: 502, message: 'The server went away.' },
          }),
    }),
  ],
];

const KINDS: readonly Kind[] = [...SAID, ...HOSTED, ...CALLED, ...REMOTE];

/** So many items show each kind at least once. */
export const EACH_KIND = KINDS.length;

const itemOf = (making: Making, ofResponse: boolean): WireItem => {
  const { number, dice } = making;
  const [type = 'message', prefix = 'msg', make, responseOnly] = KINDS[number % KINDS.length] ?? [];
  const id = `${prefix}_${dice.text(32, '0123456789abcdef')}`;
  return { type, id, ...make?.(making), ...(ofResponse ? responseOnly : {}) };
};

/** An item of a conversation: all kinds that the vendor documents, in turn. */
export const conversationItem = (making: Making): WireItem => itemOf(making, false);

/** An item of a response's input: the same kinds. */
export const responseItem = (making: Making): WireItem => itemOf(making, true);
