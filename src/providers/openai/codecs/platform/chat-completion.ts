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
} from '../../../../codec/index.js';
import { chatChoiceMessage } from './chat-completion-message.js';
import { metadata } from './metadata.js';

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
    // What stands in these is not documented: the example has null.
    input_user: t.unknown,
    tool_choice: t.unknown,
    tools: t.unknown,
    response_format: t.unknown,
  }),
);

export type ChatCompletion = t.TypeOf<typeof chatCompletion>;
