import { defineEndpoint, someOf } from '../../../../endpoint/index.js';
import { usageImagesBucket } from '../../codecs/organization/index.js';
import { modelFilters, usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/images`. */
export const usageImages = defineEndpoint({
  ...usageList,
  id: 'openai.usage.images',
  path: '/organization/usage/images',
  params: {
    ...usageParams,
    ...modelFilters,
    sources: someOf(['image.generation', 'image.edit', 'image.variation'], 'Only images from these.'),
    sizes: someOf(
      ['256x256', '512x512', '1024x1024', '1792x1792', '1024x1792'],
      'Only images of these sizes.',
    ),
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model', 'size', 'source'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageImagesBucket,
  doc: 'Images made, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/images',
});
