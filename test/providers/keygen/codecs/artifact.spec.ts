import { expect } from 'chai';

import { artifact } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/artifact', () => {
  itKeepsTheCodecLaws(artifact);

  itAllows(artifact.required.attributes, {
    filename: 'always',
    filetype: 'null',
    filesize: 'null',
    platform: 'null',
    arch: 'null',
    signature: 'null',
    checksum: 'null',
    status: 'always',
    metadata: 'absent',
    created: 'always',
    updated: 'always',
  });

  itAllows(artifact.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    release: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-artifacts.json', 'data').items;
    const item = decoded(artifact, wire);
    expect(item.attributes.filesize).to.equal(209_715_200);
    expect(item.relationships?.release?.data?.type).to.equal('releases');
    expect(artifact.encode(item)).to.deep.equal(wire);
  });
});
