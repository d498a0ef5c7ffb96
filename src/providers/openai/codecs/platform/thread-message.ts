import * as t from 'io-ts';

import {
  jsonObject,
  list,
  nullable,
  nullish,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';
import { metadata } from './metadata.js';

const detail = openEnum('auto', 'low', 'high');

/** A part of a message: `type` says which of the other members stands there. */
export const messageContent = shape(
  'MessageContent',
  { type: openEnum('image_file', 'image_url', 'text', 'refusal') },
  nullish({
    image_file: shape('MessageImageFile', {}, nullish({ file_id: t.string, detail })),
    image_url: shape('MessageImageUrl', {}, nullish({ url: t.string, detail })),
    text: shape('MessageText', { value: t.string, annotations: list(jsonObject) }),
    refusal: t.string,
  }),
);

export type MessageContent = t.TypeOf<typeof messageContent>;

const attachment = shape(
  'MessageAttachment',
  {},
  nullish({
    file_id: t.string,
    tools: list(shape('AttachmentTool', { type: openEnum('code_interpreter', 'file_search') })),
  }),
);

const incompleteDetails = shape(
  'MessageIncompleteDetails',
  {},
  nullish({ reason: openEnum('content_filter', 'max_tokens', 'run_cancelled', 'run_expired', 'run_failed') }),
);

/** A message of a thread: an item of `GET /threads/{thread_id}/messages`. */
export const threadMessage = shape(
  'ThreadMessage',
  {
    id: t.string,
    created_at: unixSeconds,
    thread_id: t.string,
    role: openEnum('user', 'assistant'),
    content: list(messageContent),
    assistant_id: nullable(t.string),
    /** The run that made the message. */
    run_id: nullable(t.string),
    attachments: nullable(list(attachment)),
    metadata: nullable(metadata),
  },
  nullish({
    object: openEnum('thread.message'),
    status: openEnum('in_progress', 'incomplete', 'completed'),
    incomplete_details: incompleteDetails,
    completed_at: unixSeconds,
    incomplete_at: unixSeconds,
  }),
);

export type ThreadMessage = t.TypeOf<typeof threadMessage>;
