import { defineEndpoint, someOf } from '../../../../endpoint/index.js';
import { usageAudioTranscriptionsBucket } from '../../codecs/organization/index.js';
import { modelFilters, usageList, usageParams } from './bucket-list.js';

/** `GET /organization/usage/audio_transcriptions`. */
export const usageAudioTranscriptions = defineEndpoint({
  ...usageList,
  id: 'openai.usage.audioTranscriptions',
  path: '/organization/usage/audio_transcriptions',
  params: {
    ...usageParams,
    ...modelFilters,
    group_by: someOf(
      ['project_id', 'user_id', 'api_key_id', 'model'],
      'What the rows of a bucket are split by.',
    ),
  },
  item: usageAudioTranscriptionsBucket,
  doc: 'Seconds transcribed, in buckets of time.',
  docs: 'https://platform.openai.com/docs/api-reference/usage/audio_transcriptions',
});
