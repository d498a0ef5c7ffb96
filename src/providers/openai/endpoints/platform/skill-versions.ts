import { defineEndpoint, oneOf, segment } from '../../../../endpoint/index.js';
import { platformEnvelope, skillVersion } from '../../codecs/platform/index.js';
import { byLastId, cursorParams, upTo100 } from './list.js';

/** `GET /skills/{skill_id}/versions`. */
export const skillVersions = defineEndpoint({
  id: 'openai.skills.versions',
  path: '/skills/{skill_id}/versions',
  params: {
    skill_id: segment('Id of the skill.'),
    ...cursorParams,
    order: oneOf(['asc', 'desc'], 'By number of the version.'),
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: skillVersion,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The versions of one skill.',
});
