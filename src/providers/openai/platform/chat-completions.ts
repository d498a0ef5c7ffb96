import * as t from 'io-ts';
import {
  int,
  jsonObject,
  list,
  nullable,
  nullish,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../codec/index.js';
import { vendorEndpoint, hash, segment, text } from '../../../walk/index.js';
import { anySize, byLastId, cursorParams, metadata, orderBy, platformEnvelope } from './list.js';

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

/** The decoded form of {@link chatChoiceMessage}. */
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

/** The decoded form of {@link chatCompletionMessage}. */
export type ChatCompletionMessage = t.TypeOf<typeof chatCompletionMessage>;

const bytes = list(int);

const topLogprob = shape('TopLogprob', {}, nullish({ token: t.string, logprob: num, bytes }));

const tokenLogprob = shape(
  'TokenLogprob',
  {},
  nullish({
    token: t.string,
    logprob: num,
    /** The token as UTF-8. */
    bytes,
    top_logprobs: list(topLogprob),
  }),
);

const logprobs = shape(
  'ChoiceLogprobs',
  {},
  nullish({ content: list(tokenLogprob), refusal: list(tokenLogprob) }),
);

const choice = shape('ChatChoice', {
  index: int,
  finish_reason: openEnum('stop', 'length', 'tool_calls', 'content_filter', 'function_call'),
  message: chatChoiceMessage,
  logprobs: nullable(logprobs),
});

/** Tokens of a chat completion. The details are parts of the counts above them: adding all counts twice. */
export const completionUsage = shape(
  'CompletionUsage',
  { completion_tokens: int, prompt_tokens: int, total_tokens: int },
  nullish({
    completion_tokens_details: shape(
      'CompletionTokensDetails',
      {},
      nullish({
        accepted_prediction_tokens: int,
        audio_tokens: int,
        reasoning_tokens: int,
        text_tokens: int,
        rejected_prediction_tokens: int,
      }),
    ),
    prompt_tokens_details: shape(
      'PromptTokensDetails',
      {},
      nullish({
        audio_tokens: int,
        cached_tokens: int,
        text_tokens: int,
        image_tokens: int,
        cache_write_tokens: int,
      }),
    ),
  }),
);

const moderation = shape('ChatModeration', {}, nullish({ input: jsonObject, output: jsonObject }));

/** A stored chat completion: an item of `GET /chat/completions`. */
export const chatCompletion = shape(
  'ChatCompletion',
  {
    id: t.string,
    created: unixSeconds,
    model: t.string,
    choices: list(choice),
  },
  nullish({
    object: openEnum('chat.completion'),
    metadata,
    service_tier: openEnum('auto', 'default', 'flex', 'scale', 'priority', 'fast'),
    /** Names the configuration that the model ran with. */
    system_fingerprint: t.string,
    usage: completionUsage,
    moderation,
    // Only the documentation's example has all that follow.
    request_id: t.string,
    /** Any JSON value: a seed may be too large for a number. */
    seed: t.unknown,
    top_p: num,
    temperature: num,
    presence_penalty: num,
    frequency_penalty: num,
    // The content of these is not documented: the example has null.
    input_user: t.unknown,
    tool_choice: t.unknown,
    tools: t.unknown,
    response_format: t.unknown,
  }),
);

/** The decoded form of {@link chatCompletion}. */
export type ChatCompletion = t.TypeOf<typeof chatCompletion>;

/** `GET /chat/completions`. */
export const chatCompletions = vendorEndpoint({
  id: 'openai.chat.completions',
  path: '/chat/completions',
  params: {
    ...cursorParams,
    order: orderBy('asc'),
    model: text('Only completions by this model.'),
    metadata: hash('Only completions with these metadata.'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: chatCompletion,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The stored chat completions.',
  docs: 'https://platform.openai.com/docs/api-reference/chat/list',
});

/** `GET /chat/completions/{completion_id}/messages`. */
export const chatCompletionMessages = vendorEndpoint({
  id: 'openai.chat.completions.messages',
  path: '/chat/completions/{completion_id}/messages',
  params: {
    completion_id: segment('Id of the chat completion.'),
    ...cursorParams,
    order: orderBy('asc'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: chatCompletionMessage,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The messages of one stored chat completion.',
  docs: 'https://platform.openai.com/docs/api-reference/chat/getMessages',
});
