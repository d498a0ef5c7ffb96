import { defineEndpoint, someOf } from '../../../../endpoint/index.js';
import { usageAudioSpeechesBucket } from '../../codecs/organization/index.js';
import { modelFilters, usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/audio_speeches`. */
export const usageAudioSpeeches = defineEndpoint({
  ...usageList,
  id: 'openai.usage.audioSpeeches',
  path: '/organization/usage/audio_speeches',
  params: {
    ...usageParams,
    ...modelFilters,
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageAudioSpeechesBucket,
  doc: 'Characters spoken, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/audio_speeches',
});
