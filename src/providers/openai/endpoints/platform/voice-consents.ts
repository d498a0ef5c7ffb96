import { defineEndpoint } from '../../../../endpoint/index.js';
import { platformEnvelope, voiceConsent } from '../../codecs/platform/index.js';
import { byLastId, cursorParams, upTo100 } from './list.js';

/** `GET /audio/voice_consents`: the vendor’s own clients do not page it. */
export const voiceConsents = defineEndpoint({
  id: 'openai.audio.voiceConsents',
  path: '/audio/voice_consents',
  params: {
    ...cursorParams,
  },
  paging: byLastId,
  limits: upTo100,
  envelope: platformEnvelope,
  item: voiceConsent,
  key: ['id'],
  credential: 'apiKey',
  doc: 'The recordings of consents.',
});
