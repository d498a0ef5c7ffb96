import * as t from 'io-ts';
import {
  anyId,
  anyOf,
  int,
  isoTime,
  jsonObject,
  list,
  nullish,
  num,
  openEnum,
  shape,
} from '../../codec/index.js';
import { vendorEndpoint, mode, openWord, segment, text } from '../../walk/index.js';
import { anySize, byPage, filterParams, listEnvelope, pageParams, tags, upTo100 } from './list.js';

/** A version of a prompt as the prompt shows it: in short, or, on older pages, by its number. */
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

/** The decoded form of {@link prompt}. */
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
    /** By the names that the messages use. */
    variables: jsonObject,
    fallback_models: list(t.string),
    load_balance_models: list(shape('LoadBalanceModel', {}, nullish({ model: t.string, weight: num }))),
  }),
);

/** The decoded form of {@link promptVersion}. */
export type PromptVersion = t.TypeOf<typeof promptVersion>;

/** A version of a workflow: an item of all lists of workflows. */
export const workflow = shape(
  'Workflow',
  {
    /** The id of this version. */
    id: anyId,
  },
  nullish({
    /** The id that all versions share. */
    workflow_id: anyId,
    version: int,
    name: t.string,
    description: t.string,
    type: openEnum('automations', 'monitors', 'evaluators'),
    trigger_event_type: t.string,
    is_enabled: t.boolean,
    is_starred: t.boolean,
    is_read_only: t.boolean,
    created_at: isoTime,
    updated_at: isoTime,
    /** Null: none is deployed. */
    deployed_version: int,
  }),
);

/** The decoded form of {@link workflow}. */
export type Workflow = t.TypeOf<typeof workflow>;

/** `POST /api/prompts/list/`; the same path by GET, and `GET /api/prompts/`, are older forms without filters. */
export const prompts = vendorEndpoint({
  id: 'keywordsai.prompts',
  method: 'POST',
  path: '/api/prompts/list/',
  forms: { get: { method: 'GET' }, old: { method: 'GET', path: '/api/prompts/' } },
  params: {
    form: mode(['post', 'get', 'old'], 'Which form; filters need post. Default: post, the one of today.'),
    ...pageParams,
    sort_by: openWord(
      ['id', '-id', 'current_version__updated_at', '-current_version__updated_at'],
      'Field to sort by, with - before it for descending. Default: id.',
    ),
    name: text('Only prompts of this name.'),
    ...filterParams,
  },
  // Each new prompt would move all others down by a row under -id, and each edit under the other order.
  defaults: { sort_by: 'id' },
  paging: byPage,
  limits: upTo100,
  envelope: listEnvelope,
  item: prompt,
  key: ['id', 'prompt_id'],
  doc: 'The prompts of the organization.',
  docs: 'https://docs.keywordsai.co/python-sdk/prompts/list',
});

/** `GET /api/prompts/{prompt_id}/versions/`. No largest page is documented; an example of the vendor asks for 200. */
export const promptVersions = vendorEndpoint({
  id: 'keywordsai.prompts.versions',
  path: '/api/prompts/{prompt_id}/versions/',
  params: { prompt_id: segment('The prompt.'), ...pageParams },
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: promptVersion,
  key: ['id', 'prompt_version_id', 'version'],
  doc: 'The versions of a prompt.',
});

/**
 * `POST /api/workflows/list/`, or `GET /api/workflows/` without filters. It filters by `type`: `automations`, `monitors`,
 * `evaluators`. Which fields sort is not documented.
 */
export const workflows = vendorEndpoint({
  id: 'keywordsai.workflows',
  method: 'POST',
  path: '/api/workflows/list/',
  forms: { get: { method: 'GET', path: '/api/workflows/' } },
  params: {
    form: mode(['post', 'get'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    name: text('Only workflows of this name.'),
    sort_by: text('Field to sort by, with - before it for descending.'),
    ...filterParams,
  },
  paging: byPage,
  limits: upTo100,
  envelope: listEnvelope,
  item: workflow,
  key: ['id'],
  doc: 'Automations, monitors and evaluators, each at one version.',
});

/** `GET /api/workflows/{workflow_id}/versions/`. */
export const workflowVersions = vendorEndpoint({
  id: 'keywordsai.workflows.versions',
  path: '/api/workflows/{workflow_id}/versions/',
  params: { workflow_id: segment('The workflow, by the id that all its versions share.'), ...pageParams },
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: workflow,
  key: ['id'],
  doc: 'The versions of a workflow.',
});
