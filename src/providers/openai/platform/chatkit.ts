import * as t from 'io-ts';
import { jsonObject, list, nullable, nullish, openEnum, shape, unixSeconds } from '../../../codec/index.js';
import { vendorEndpoint, segment, text } from '../../../walk/index.js';
import { bothWaysParams, byLastId, CHATKIT_BETA, orderBy, platformEnvelope, upTo100 } from './list.js';

const status = shape(
  'ChatkitThreadStatus',
  { type: openEnum('active', 'locked', 'closed') },
  nullish({
    /** Why it was locked or closed. */
    reason: t.string,
  }),
);

/** A thread of ChatKit: an item of `GET /chatkit/threads`. */
export const chatkitThread = shape(
  'ChatkitThread',
  {
    id: t.string,
    /** Null until one was made up. */
    title: nullable(t.string),
  },
  // The documentation's example lacks half of what its schema requires.
  nullish({
    object: openEnum('chatkit.thread'),
    created_at: unixSeconds,
    status,
    /** The end user who owns the thread. */
    user: t.string,
  }),
);

/** The decoded form of {@link chatkitThread}. */
export type ChatkitThread = t.TypeOf<typeof chatkitThread>;

/** A part of a message: what the user wrote or quoted, or what was answered. */
export const chatkitContent = shape(
  'ChatkitContent',
  { type: openEnum('input_text', 'quoted_text', 'output_text') },
  nullish({
    text: t.string,
    /** Citations: of files, of pages on the web. */
    annotations: list(jsonObject),
  }),
);

/** The decoded form of {@link chatkitContent}. */
export type ChatkitContent = t.TypeOf<typeof chatkitContent>;

const attachment = shape(
  'ChatkitAttachment',
  {},
  nullish({
    id: t.string,
    type: openEnum('image', 'file'),
    name: t.string,
    mime_type: t.string,
    preview_url: t.string,
  }),
);

const inferenceOptions = shape(
  'ChatkitInferenceOptions',
  {},
  nullish({
    /** The tool that the model has to use. */
    tool_choice: shape('ChatkitToolChoice', {}, nullish({ id: t.string })),
    model: t.string,
  }),
);

const heading = { heading: t.string, summary: t.string };

const task = shape('ChatkitTask', { type: openEnum('custom', 'thought') }, nullish(heading));

/**
 * A message, a widget, a call, a task: an item of `GET /chatkit/threads/{thread_id}/items`. `type` says which, and so which
 * members there are: `chatkit.user_message` by the vendor's schema and clients, `user_message` by its example.
 */
export const chatkitThreadItem = shape(
  'ChatkitThreadItem',
  {
    type: openEnum(
      'chatkit.user_message',
      'chatkit.assistant_message',
      'chatkit.widget',
      'chatkit.client_tool_call',
      'chatkit.task',
      'chatkit.task_group',
      'user_message',
      'assistant_message',
    ),
  },
  nullish({
    id: t.string,
    object: openEnum('chatkit.thread_item'),
    created_at: unixSeconds,
    thread_id: t.string,
    /** Of a message. */
    content: list(chatkitContent),
    attachments: list(attachment),
    inference_options: inferenceOptions,
    /** JSON as the widget was built. */
    widget: t.string,
    /** Of a call of the client's tool. */
    status: openEnum('in_progress', 'completed'),
    call_id: t.string,
    name: t.string,
    /** JSON. */
    arguments: t.string,
    /** JSON; null until the client gave it. */
    output: t.string,
    task_type: openEnum('custom', 'thought'),
    ...heading,
    /** Of a group of tasks. */
    tasks: list(task),
  }),
);

/** The decoded form of {@link chatkitThreadItem}. */
export type ChatkitThreadItem = t.TypeOf<typeof chatkitThreadItem>;

/** `GET /chatkit/threads`. */
export const chatkitThreads = vendorEndpoint({
  id: 'openai.chatkit.threads',
  path: '/chatkit/threads',
  params: {
    ...bothWaysParams,
    order: orderBy('desc'),
    user: text('Only threads of this end user.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: chatkitThread,
  key: ['id'],
  credential: 'apiKey',
  headers: CHATKIT_BETA,
  doc: 'The threads of ChatKit.',
});

/** `GET /chatkit/threads/{thread_id}/items`. */
export const chatkitThreadItems = vendorEndpoint({
  id: 'openai.chatkit.threads.items',
  path: '/chatkit/threads/{thread_id}/items',
  params: {
    thread_id: segment('Id of the thread.'),
    ...bothWaysParams,
    order: orderBy('desc'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: chatkitThreadItem,
  key: ['id'],
  credential: 'apiKey',
  headers: CHATKIT_BETA,
  doc: 'The items of one thread of ChatKit: messages, widgets, tasks.',
});
