import { commaTexts, defineEndpoint, flag, openWord, text } from '../../../endpoint/index.js';
import { evaluator, listEnvelope } from '../codecs/index.js';
import { byPage, pageParams, upTo100 } from './keywordsai-list.js';

/** `GET /api/evaluators/`. Its `count` may be that of the page. */
export const evaluators = defineEndpoint({
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
