import * as t from 'io-ts';

import { anyId, anyOf, int, isoTime, jsonObject, list, nullish, num, shape } from '../../../codec/index.js';
import { tags } from './common.js';

/** A version of a prompt as the prompt tells it: in short, or, on older pages, by its number. */
const versionInShort = anyOf(
  shape(
    'CurrentVersion',
    {},
    nullish({ version: int, model: t.string, updated_at: isoTime, messages: list(jsonObject) }),
  ),
  anyId,
);

/** A prompt: an item of `/api/prompts/list/` and of the older `/api/prompts/`. */
export const prompt = shape(
  'Prompt',
  {},
  nullish({
    id: anyId,
    /** What older pages have in place of `id`. */
    prompt_id: anyId,
    name: t.string,
    description: t.string,
    prompt_slug: t.string,
    tags,
    current_version: versionInShort,
    live_version: versionInShort,
    starred: t.boolean,
    created_at: isoTime,
    updated_at: isoTime,
  }),
);

export type Prompt = t.TypeOf<typeof prompt>;

/** A version of a prompt: an item of `GET /api/prompts/{prompt_id}/versions/`. */
export const promptVersion = shape(
  'PromptVersion',
  {},
  nullish({
    id: anyId,
    prompt_version_id: anyId,
    version: int,
    description: t.string,
    messages: list(jsonObject),
    model: t.string,
    stream: t.boolean,
    temperature: num,
    max_tokens: int,
    top_p: num,
    frequency_penalty: num,
    presence_penalty: num,
    reasoning_effort: t.string,
    verbosity: t.string,
    seed: int,
    thinking: t.unknown,
    /** By the names that stand in the messages. */
    variables: jsonObject,
    fallback_models: list(t.string),
    load_balance_models: list(shape('LoadBalanceModel', {}, nullish({ model: t.string, weight: num }))),
  }),
);

export type PromptVersion = t.TypeOf<typeof promptVersion>;
