import * as t from 'io-ts';
import { int, jsonObject, list, nullish, openEnum, shape } from '../../../codec/index.js';
import { vendorEndpoint, segment } from '../../../walk/index.js';
import { includes, onlyTrue } from './assistants.js';
import { byLastId, cursorParams, orderBy, platformEnvelope, upTo100 } from './list.js';

/** A part of what a message or a thought says: `type` says which of the other members are there. */
export const contentPart = shape(
  'ContentPart',
  {
    type: openEnum(
      'input_text',
      'output_text',
      'text',
      'summary_text',
      'reasoning_text',
      'refusal',
      'input_image',
      'input_file',
      'computer_screenshot',
    ),
  },
  nullish({
    text: t.string,
    /** Citations: of files, of pages on the web. */
    annotations: list(jsonObject),
    logprobs: list(jsonObject),
    refusal: t.string,
    /** An address, or the image itself in base64. */
    image_url: t.string,
    file_id: t.string,
    detail: openEnum('low', 'high', 'auto', 'original'),
    filename: t.string,
    /** Base64. */
    file_data: t.string,
    file_url: t.string,
    prompt_cache_breakpoint: jsonObject,
  }),
);

/** The decoded form of {@link contentPart}. */
export type ContentPart = t.TypeOf<typeof contentPart>;

/** The kinds of items that the vendor documents; tomorrow there may be others. */
const ITEM_TYPES = [
  'message',
  'reasoning',
  'compaction',
  'function_call',
  'function_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
  'file_search_call',
  'web_search_call',
  'code_interpreter_call',
  'image_generation_call',
  'computer_call',
  'computer_call_output',
  'tool_search_call',
  'tool_search_output',
  'additional_tools',
  'program',
  'program_output',
  'local_shell_call',
  'local_shell_call_output',
  'shell_call',
  'shell_call_output',
  'apply_patch_call',
  'apply_patch_call_output',
  'mcp_list_tools',
  'mcp_approval_request',
  'mcp_approval_response',
  'mcp_call',
] as const;

const ITEM_STATUSES = [
  'in_progress',
  'completed',
  'incomplete',
  'searching',
  'generating',
  'interpreting',
  'calling',
  'failed',
] as const;

/** What kinds have in common, or messages and thoughts have of their own. */
const saying = {
  /** All kinds have one, but for custom tools in a conversation. */
  id: t.string,
  status: openEnum(...ITEM_STATUSES),
  /** Of a message: who said it. */
  role: openEnum('user', 'assistant', 'system', 'developer', 'tool', 'critic', 'discriminator', 'unknown'),
  /** Of a message, or of a thought. */
  content: list(contentPart),
  phase: openEnum('commentary', 'final_answer'),
  /** What a thought comes to. */
  summary: list(shape('SummaryPart', { type: openEnum('summary_text') }, nullish({ text: t.string }))),
  encrypted_content: t.string,
};

/** What calls of tools have, and what came of them. Where it differs between kinds it is left open. */
const calling = {
  call_id: t.string,
  /** Who called: the model, or a program of its own. */
  caller: jsonObject,
  name: t.string,
  namespace: t.string,
  /** JSON as the model wrote it; an object where tools are searched for. */
  arguments: t.unknown,
  /** Of a custom tool. */
  input: t.string,
  /** A text, a list of parts, an object: each kind has its own. */
  output: t.unknown,
  result: t.string,
  results: list(jsonObject),
  outputs: list(jsonObject),
  /** A text or an object. */
  error: t.unknown,
  created_by: t.string,
};

/** What single tools have of their own. */
const ofTools = {
  queries: list(t.string),
  /** What was done: a search, a click, a command. */
  action: jsonObject,
  actions: list(jsonObject),
  pending_safety_checks: list(jsonObject),
  acknowledged_safety_checks: list(jsonObject),
  execution: openEnum('server', 'client'),
  tools: list(jsonObject),
  code: t.string,
  fingerprint: t.string,
  container_id: t.string,
  environment: jsonObject,
  max_output_length: int,
  operation: jsonObject,
  server_label: t.string,
  approval_request_id: t.string,
  request_id: t.string,
  approve: t.boolean,
  reason: t.string,
};

/**
 * A message, a call of a tool, its output, a thought: an item of `GET /conversations/{conversation_id}/items` and of
 * `GET /responses/{response_id}/input_items`. 28 kinds share this shape: `type` says which, and so which members there are.
 */
export const conversationItem = shape(
  'ConversationItem',
  { type: openEnum(...ITEM_TYPES) },
  nullish({ ...saying, ...calling, ...ofTools }),
);

/** The decoded form of {@link conversationItem}. */
export type ConversationItem = t.TypeOf<typeof conversationItem>;

/** `GET /conversations/{conversation_id}/items`. */
export const conversationItems = vendorEndpoint({
  id: 'openai.conversations.items',
  path: '/conversations/{conversation_id}/items',
  params: {
    conversation_id: segment('Id of the conversation.'),
    ...cursorParams,
    order: orderBy('desc'),
    include: includes,
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: conversationItem,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The items of one conversation: messages, calls of tools, reasoning.',
});

/**
 * `GET /responses/{response_id}/input_items`: with `beta` the same list in its beta form, in the same pages.
 */
export const responseInputItems = vendorEndpoint({
  id: 'openai.responses.inputItems',
  path: '/responses/{response_id}/input_items',
  params: {
    response_id: segment('Id of the response.'),
    ...cursorParams,
    order: orderBy('desc'),
    include: includes,
    beta: onlyTrue('True: ask the beta form of this list.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: conversationItem,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The input of one response: messages, calls of tools, their outputs.',
  docs: 'https://platform.openai.com/docs/api-reference/responses/input-items',
});
