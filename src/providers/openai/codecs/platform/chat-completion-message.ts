import * as t from 'io-ts';

import {
  int,
  jsonObject,
  list,
  nullable,
  nullish,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';

const urlCitation = shape(
  'UrlCitation',
  {},
  nullish({ start_index: int, end_index: int, url: t.string, title: t.string }),
);

const annotation = shape(
  'ChatAnnotation',
  { type: openEnum('url_citation') },
  nullish({ url_citation: urlCitation }),
);

const audio = shape(
  'ChatAudio',
  {},
  nullish({
    id: t.string,
    /** Until then the server knows the audio by its id. */
    expires_at: unixSeconds,
    /** Base64. */
    data: t.string,
    transcript: t.string,
  }),
);

const contentPart = shape(
  'ChatContentPart',
  { type: openEnum('text', 'image_url') },
  nullish({
    text: t.string,
    image_url: shape(
      'ChatImageUrl',
      {},
      nullish({
        /** An address, or the image itself in base64. */
        url: t.string,
        detail: openEnum('auto', 'low', 'high'),
      }),
    ),
    prompt_cache_breakpoint: shape('PromptCacheBreakpoint', {}, nullish({ mode: openEnum('explicit') })),
  }),
);

const fields = {
  /** Absent in the documentation's example, though its text says always. */
  refusal: t.string,
  tool_calls: list(jsonObject),
  annotations: list(annotation),
  /** Superseded by `tool_calls`; `arguments` is JSON as the model wrote it. */
  function_call: shape('FunctionCall', {}, nullish({ name: t.string, arguments: t.string })),
  /** Where the reply was spoken. */
  audio,
};

/** What the model said in one choice of a chat completion. */
export const chatChoiceMessage = shape(
  'ChatChoiceMessage',
  { role: openEnum('assistant'), content: nullable(t.string) },
  nullish(fields),
);

export type ChatChoiceMessage = t.TypeOf<typeof chatChoiceMessage>;

/** A message of a stored chat completion: an item of `GET /chat/completions/{completion_id}/messages`. */
export const chatCompletionMessage = shape(
  'ChatCompletionMessage',
  {
    id: t.string,
    /** The text knows the model only, the example shows a user. */
    role: openEnum('user', 'assistant'),
    content: nullable(t.string),
  },
  nullish({
    ...fields,
    name: t.string,
    /** The parts of a message that is more than one text. */
    content_parts: list(contentPart),
  }),
);

export type ChatCompletionMessage = t.TypeOf<typeof chatCompletionMessage>;
