import * as t from 'io-ts';

import { list, nullable, openEnum, shape } from '../../../../codec/index.js';

/** A part of what a message says; `type` says which. */
export const contentPart = shape(
  'ContentPart',
  { type: openEnum('input_text', 'output_text') },
  { text: nullable(t.string) },
);

export type ContentPart = t.TypeOf<typeof contentPart>;

/**
 * A message, a call of a tool, its output, reasoning … : an item of `GET /conversations/{conversation_id}/items` and of
 * `GET /responses/{response_id}/input_items`. About thirty kinds share this shape; what only one of them has is kept as it
 * came.
 */
export const conversationItem = shape(
  'ConversationItem',
  {
    type: openEnum(
      'message',
      'file_search_call',
      'web_search_call',
      'computer_call_output',
      'code_interpreter_call',
      'reasoning',
    ),
  },
  {
    /** Nearly all kinds have one. */
    id: nullable(t.string),
    status: nullable(t.string),
    /** Of a message: who said it. */
    role: nullable(openEnum('user', 'assistant')),
    content: nullable(list(contentPart)),
  },
);

export type ConversationItem = t.TypeOf<typeof conversationItem>;
