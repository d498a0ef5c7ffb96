import { defineEndpoint, oneOf, segment, text } from '../../../../endpoint/index.js';
import { checkpointPermission, platformEnvelope } from '../../codecs/platform/index.js';
import { anySize, byLastId, cursorParams } from './list.js';

/**
 * `GET /fine_tuning/checkpoints/{fine_tuned_model_checkpoint}/permissions`: it takes the admin key, unlike the other lists of
 * fine-tuning, and the words of `order` are written out, here only.
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
  credential: 'adminKey',
  doc: 'The projects that may use one checkpoint.',
});
