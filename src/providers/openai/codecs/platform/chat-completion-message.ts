import * as t from 'io-ts';

import { int, jsonObject, list, nullable, openEnum, shape, unixSeconds } from '../../../../codec/index.js';

const urlCitation = shape(
  'UrlCitation',
  {},
  { start_index: int, end_index: int, url: t.string, title: t.string },
);

const annotation = shape('ChatAnnotation', { type: openEnum('url_citation') }, { url_citation: urlCitation });

const audio = shape(
  'ChatAudio',
  {},
  {
    id: t.string,
    /** Until then the server knows the audio by its id. */
    expires_at: unixSeconds,
    /** Base64. */
    data: t.string,
    transcript: t.string,
  },
);

const contentPart = shape(
  'ChatContentPart',
  { type: openEnum('text', 'image_url') },
  {
    text: nullable(t.string),
    image_url: nullable(
      shape(
        'ChatImageUrl',
        {},
        {
          /** An address, or the image itself in base64. */
          url: t.string,
          detail: nullable(openEnum('auto', 'low', 'high')),
        },
      ),
    ),
    prompt_cache_breakpoint: nullable(shape('PromptCacheBreakpoint', {}, { mode: openEnum('explicit') })),
  },
);

const fields = {
  /** Absent in the documentation's example, though its text says always. */
  refusal: nullable(t.string),
  tool_calls: nullable(list(jsonObject)),
  annotations: nullable(list(annotation)),
  /** Superseded by `tool_calls`; `arguments` is JSON as the model wrote it. */
  function_call: nullable(shape('FunctionCall', {}, { name: t.string, arguments: t.string })),
  /** Where the reply was spoken. */
  audio: nullable(audio),
};

/** What the model said in one choice of a chat completion. */
export const chatChoiceMessage = shape(
  'ChatChoiceMessage',
  { role: openEnum('assistant'), content: nullable(t.string) },
  fields,
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
  {
    ...fields,
    name: nullable(t.string),
    /** The parts of a message that is more than one text. */
    content_parts: nullable(list(contentPart)),
  },
);

export type ChatCompletionMessage = t.TypeOf<typeof chatCompletionMessage>;
