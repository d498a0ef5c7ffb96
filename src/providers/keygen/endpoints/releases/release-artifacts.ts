import { defineEndpoint, openWord, segment, text } from '../../../../endpoint/index.js';
import { artifact } from '../../codecs/index.js';
import { keygenList, listParams } from '../keygen-list.js';

/** `GET /releases/{release}/artifacts`: without a credential, those that anybody may have. */
export const releaseArtifacts = defineEndpoint({
  ...keygenList,
  id: 'keygen.releases.artifacts',
  path: '/releases/{release}/artifacts',
  params: {
    release: segment('Id, version or tag of the release.'),
    ...listParams,
    status: openWord(['WAITING', 'PROCESSING', 'UPLOADED', 'FAILED', 'YANKED'], 'Which status.'),
    filetype: text('Artifacts of this type of file. An empty text: those without one.'),
    platform: text('Artifacts for this platform. An empty text: those without one.'),
    arch: text('Artifacts for this architecture. An empty text: those without one.'),
  },
  item: artifact,
  credential: 'optional',
  doc: 'The artifacts of a release.',
});
