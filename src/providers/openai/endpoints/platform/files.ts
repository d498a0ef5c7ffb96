import { defineEndpoint, openWord } from '../../../../endpoint/index.js';
import { openAiFile, platformEnvelope } from '../../codecs/platform/index.js';
import { byLastId, cursorParams, orderBy } from './list.js';

/** `GET /files`: pages of up to 10,000; the usual page here is 1,000. */
export const files = defineEndpoint({
  id: 'openai.files',
  path: '/files',
  params: {
    ...cursorParams,
    order: orderBy('desc'),
    purpose: openWord(
      [
        'assistants',
        'assistants_output',
        'batch',
        'batch_output',
        'fine-tune',
        'fine-tune-results',
        'vision',
        'user_data',
      ],
      'Only files with this purpose.',
    ),
  },
  paging: byLastId,
  limits: { param: 'limit', min: 1, max: 10_000 },
  envelope: platformEnvelope,
  item: openAiFile,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The files of the project.',
  docs: 'https://platform.openai.com/docs/api-reference/files/list',
});
