import * as t from 'io-ts';
import { anyId, int, isoTime, jsonObject, list, nullish, num, openEnum, shape } from '../../codec/index.js';
import { commaTexts, vendorEndpoint, flag, openWord, segment, text } from '../../walk/index.js';
import {
  anySize,
  byPage,
  environment,
  filterParams,
  listEnvelope,
  pageParams,
  personOrId,
  reference,
  tags,
  upTo100,
} from './list.js';

/** An evaluator, or a version of one: an item of `/api/evaluators/` and all lists below it. */
export const evaluator = shape(
  'Evaluator',
  { id: anyId },
  nullish({
    name: t.string,
    evaluator_slug: t.string,
    type: openEnum('llm', 'human', 'code'),
    score_value_type: openEnum(
      'numerical',
      'boolean',
      'percentage',
      'single_select',
      'multi_select',
      'json',
      'text',
      'categorical',
      'comment',
    ),
    eval_class: t.string,
    description: t.string,
    created_by: personOrId,
    updated_by: personOrId,
    created_at: isoTime,
    updated_at: isoTime,
    custom_required_fields: list(t.unknown),
    categorical_choices: t.unknown,
    starred: t.boolean,
    organization: reference,
    tags,
    version_id: anyId,
    /** 0: the draft. */
    version: int,
    is_read_only: t.boolean,
    version_description: t.string,
    score_config: jsonObject,
    passing_conditions: t.unknown,
    llm_config: jsonObject,
    code_config: jsonObject,
  }),
);

/** The decoded form of {@link evaluator}. */
export type Evaluator = t.TypeOf<typeof evaluator>;

/** What an evaluator, or a person, thinks of a log: an item of both lists of scores. */
export const score = shape(
  'Score',
  { id: anyId },
  nullish({
    created_at: isoTime,
    type: openEnum('llm', 'human', 'code'),
    environment,
    numerical_value: num,
    string_value: t.string,
    boolean_value: t.boolean,
    categorical_value: list(t.string),
    /** Text that holds JSON. */
    json_value: t.string,
    is_passed: t.boolean,
    /** US dollars. */
    cost: num,
    evaluator_id: anyId,
    evaluator_slug: t.string,
    evaluator_name: t.string,
    scorer: reference,
    log_id: anyId,
    prompt_id: anyId,
    prompt_version_number: int,
    dataset_id: anyId,
    automation_id: anyId,
    status: t.string,
    error_message: t.string,
  }),
);

/** The decoded form of {@link score}. */
export type Score = t.TypeOf<typeof score>;

/** `GET /api/evaluators/`. Its `count` may be that of the page. */
export const evaluators = vendorEndpoint({
  id: 'keywordsai.evaluators',
  path: '/api/evaluators/',
  params: {
    ...pageParams,
    search: text('Only evaluators that this text is found in.'),
    type: openWord(['llm', 'human', 'code'], 'Only evaluators of this type.'),
    score_value_type: openWord(
      ['numerical', 'boolean', 'percentage', 'single_select', 'multi_select', 'json', 'text'],
      'Only evaluators that give scores of this type.',
    ),
    starred: flag('Only evaluators with a star, or only those without.'),
    tags: commaTexts('Only evaluators with these tags.'),
  },
  paging: byPage,
  limits: upTo100,
  envelope: listEnvelope,
  item: evaluator,
  key: ['id'],
  doc: 'The evaluators of the organization.',
  docs: 'https://docs.keywordsai.co/api-endpoints/evaluation/evaluators/list',
});

/**
 * `POST /api/evaluators/list/`: its `count` is that of the page. `is_exporting`, which the vendor takes in the body, is not
 * offered: what it starts is not documented.
 */
export const evaluatorsFilter = vendorEndpoint({
  id: 'keywordsai.evaluators.filter',
  method: 'POST',
  path: '/api/evaluators/list/',
  params: {
    ...pageParams,
    sort_by: text('Field to sort by, with - before it for descending.'),
    ...filterParams,
  },
  paging: byPage,
  limits: upTo100,
  envelope: listEnvelope,
  item: evaluator,
  key: ['id'],
  doc: 'The evaluators that fit a filter.',
});

/** `GET /api/evaluators/{evaluator_id}/versions/`: the newest first; the draft is version 0. */
export const evaluatorVersions = vendorEndpoint({
  id: 'keywordsai.evaluators.versions',
  path: '/api/evaluators/{evaluator_id}/versions/',
  params: { evaluator_id: segment('The evaluator.'), ...pageParams },
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: evaluator,
  key: ['id', 'version_id', 'version'],
  doc: 'The versions of an evaluator, the newest first.',
});

/** `GET /api/scores/`. A POST to this path creates a score; the path of the form with filters is not documented. */
export const scores = vendorEndpoint({
  id: 'keywordsai.scores',
  path: '/api/scores/',
  params: pageParams,
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: score,
  key: ['id'],
  doc: 'The scores that evaluators gave.',
  docs: 'https://docs.keywordsai.co/api-endpoints/evaluation/scores/list',
});

/** `GET /api/logs/{log_id}/scores/`. */
export const logScores = vendorEndpoint({
  id: 'keywordsai.logs.scores',
  path: '/api/logs/{log_id}/scores/',
  params: { log_id: segment('The log.'), ...pageParams },
  paging: byPage,
  limits: anySize,
  envelope: listEnvelope,
  item: score,
  key: ['id'],
  doc: 'The scores of one log.',
});
