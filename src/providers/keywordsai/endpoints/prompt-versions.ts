import { defineEndpoint, segment } from '../../../endpoint/index.js';
import { listEnvelope, promptVersion } from '../codecs/index.js';
import { anySize, byPage, pageParams } from './keywordsai-list.js';

/** `GET /api/prompts/{prompt_id}/versions/`. No largest page is documented; an example of the vendor asks for 200. */
export const promptVersions = defineEndpoint({
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
