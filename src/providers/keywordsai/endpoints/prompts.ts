import { defineEndpoint, mode, openWord, text } from '../../../endpoint/index.js';
import { listEnvelope, prompt } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { byPage, pageParams, upTo100 } from './keywordsai-list.js';

/** `POST /api/prompts/list/`; the same path by GET, and `GET /api/prompts/`, are older forms without filters. */
export const prompts = defineEndpoint({
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
