import * as t from 'io-ts';

import { jsonObject, list, nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';
import { contentPart } from './conversation-item.js';

const status = shape(
  'ChatkitThreadStatus',
  { type: openEnum('active', 'locked', 'closed') },
  {
    /** Why it was locked or closed. */
    reason: nullable(t.string),
  },
);

/** A thread of ChatKit: an item of `GET /chatkit/threads`. */
export const chatkitThread = shape(
  'ChatkitThread',
  {
    id: t.string,
    object: openEnum('chatkit.thread'),
    /** Null until one was made up. */
    title: nullable(t.string),
  },
  {
    created_at: nullable(unixSeconds),
    status: nullable(status),
    /** The end user who owns the thread. */
    user: nullable(t.string),
  },
);

export type ChatkitThread = t.TypeOf<typeof chatkitThread>;

/** A message, a widget, a task …: an item of `GET /chatkit/threads/{thread_id}/items`. What only one kind has is kept as it came. */
export const chatkitThreadItem = shape(
  'ChatkitThreadItem',
  { type: openEnum('user_message', 'assistant_message') },
  {
    id: nullable(t.string),
    object: nullable(openEnum('chatkit.thread_item')),
    content: nullable(list(contentPart)),
    attachments: nullable(list(jsonObject)),
  },
);

export type ChatkitThreadItem = t.TypeOf<typeof chatkitThreadItem>;
