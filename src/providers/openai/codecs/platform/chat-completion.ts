import * as t from 'io-ts';

import {
  int,
  jsonObject,
  list,
  nullable,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';
import { chatChoiceMessage } from './chat-completion-message.js';
import { metadata } from './metadata.js';

const bytes = nullable(list(int));

const topLogprob = shape('TopLogprob', {}, { token: t.string, logprob: num, bytes });

const tokenLogprob = shape(
  'TokenLogprob',
  {},
  {
    token: t.string,
    logprob: num,
    /** The token as UTF-8. */
    bytes,
    top_logprobs: list(topLogprob),
  },
);

const logprobs = shape(
  'ChoiceLogprobs',
  {},
  { content: nullable(list(tokenLogprob)), refusal: nullable(list(tokenLogprob)) },
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
  {
    completion_tokens_details: nullable(
      shape(
        'CompletionTokensDetails',
        {},
        {
          accepted_prediction_tokens: nullable(int),
          audio_tokens: nullable(int),
          reasoning_tokens: nullable(int),
          text_tokens: nullable(int),
          rejected_prediction_tokens: nullable(int),
        },
      ),
    ),
    prompt_tokens_details: nullable(
      shape(
        'PromptTokensDetails',
        {},
        {
          audio_tokens: nullable(int),
          cached_tokens: nullable(int),
          text_tokens: nullable(int),
          image_tokens: nullable(int),
          cache_write_tokens: nullable(int),
        },
      ),
    ),
  },
);

const moderation = shape('ChatModeration', {}, { input: jsonObject, output: jsonObject });

/** A stored chat completion: an item of `GET /chat/completions`. */
export const chatCompletion = shape(
  'ChatCompletion',
  {
    id: t.string,
    object: openEnum('chat.completion'),
    created: unixSeconds,
    model: t.string,
    choices: list(choice),
  },
  {
    metadata,
    service_tier: nullable(openEnum('auto', 'default', 'flex', 'scale', 'priority', 'fast')),
    /** Names the configuration that the model ran with. */
    system_fingerprint: nullable(t.string),
    usage: nullable(completionUsage),
    moderation: nullable(moderation),
    // Only the documentation's example has all that follow.
    request_id: nullable(t.string),
    /** Any JSON value: a seed may be too large for a number. */
    seed: t.unknown,
    top_p: nullable(num),
    temperature: nullable(num),
    presence_penalty: nullable(num),
    frequency_penalty: nullable(num),
    // What stands in these is not documented: the example has null.
    input_user: t.unknown,
    tool_choice: t.unknown,
    tools: t.unknown,
    response_format: t.unknown,
  },
);

export type ChatCompletion = t.TypeOf<typeof chatCompletion>;
