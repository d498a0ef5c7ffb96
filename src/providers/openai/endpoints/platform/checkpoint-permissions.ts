import { defineEndpoint, oneOf, segment, text } from '../../../../endpoint/index.js';
import { checkpointPermission, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byLastId, cursorParams } from './list.js';

/**
 * `GET /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions`: the words of `order` are written out,
 * here only. The vendor’s page asks for an admin key, its document of the API and its own clients take the other
 * one: give a client that is to read this an admin key as `apiKey`, if the vendor refuses the usual one.
 */
export const checkpointPermissions = defineEndpoint({
  id: 'openai.fineTuning.checkpoints.permissions',
  path: '/fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions',
  params: {
    fine_tuned_model_checkpoint: segment('Name of the model at the checkpoint.'),
    ...cursorParams,
    order: oneOf(['ascending', 'descending'], 'By time of creation. Vendor default: descending.'),
    project_id: text('Only the permission of this project.'),
  },
  paging: byLastId,
  limits: anySize,
  envelope: platformEnvelope,
  item: checkpointPermission,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The projects that may use one checkpoint.',
});
