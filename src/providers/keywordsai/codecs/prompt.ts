import * as t from 'io-ts';

import { int, isoTime, jsonObject, list, nullable, num, shape } from '../../../codec/index.js';

/** A word that prompts are sorted by. */
export const promptTag = shape(
  'PromptTag',
  {},
  {
    id: nullable(t.string),
    name: nullable(t.string),
    color: nullable(t.string),
    created_at: nullable(isoTime),
    updated_at: nullable(isoTime),
  },
);

export type PromptTag = t.TypeOf<typeof promptTag>;

/** A prompt: an item of `/api/prompts/list/` and of the older `/api/prompts/`. */
export const prompt = shape(
  'Prompt',
  {},
  {
    id: nullable(t.string),
    /** What older pages have in place of `id`. */
    prompt_id: nullable(t.string),
    name: nullable(t.string),
    description: nullable(t.string),
    prompt_slug: nullable(t.string),
    tags: nullable(list(promptTag)),
    current_version: nullable(
      shape(
        'CurrentVersion',
        {},
        {
          version: nullable(int),
          model: nullable(t.string),
          updated_at: nullable(isoTime),
          messages: nullable(list(jsonObject)),
        },
      ),
    ),
    /** The version itself, or, on older pages, its number. */
    live_version: t.unknown,
    starred: nullable(t.boolean),
    created_at: nullable(isoTime),
    updated_at: nullable(isoTime),
  },
);

export type Prompt = t.TypeOf<typeof prompt>;

/** A version of a prompt: an item of `GET /api/prompts/{prompt_id}/versions/`. */
export const promptVersion = shape(
  'PromptVersion',
  {},
  {
    id: nullable(t.string),
    prompt_version_id: nullable(t.string),
    version: nullable(int),
    description: nullable(t.string),
    messages: nullable(list(jsonObject)),
    model: nullable(t.string),
    stream: nullable(t.boolean),
    temperature: nullable(num),
    max_tokens: nullable(int),
    top_p: nullable(num),
    frequency_penalty: nullable(num),
    presence_penalty: nullable(num),
    reasoning_effort: nullable(t.string),
    verbosity: nullable(t.string),
    seed: nullable(int),
    thinking: t.unknown,
    /** By the names that stand in the messages. */
    variables: nullable(jsonObject),
    fallback_models: nullable(list(t.string)),
    load_balance_models: nullable(
      list(shape('LoadBalanceModel', {}, { model: nullable(t.string), weight: nullable(num) })),
    ),
  },
);

export type PromptVersion = t.TypeOf<typeof promptVersion>;
