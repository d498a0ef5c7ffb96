import { expect } from 'chai';

import { release } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/release', () => {
  itKeepsTheCodecLaws(release);

  itAllows(release.required.attributes, {
    name: 'null',
    description: 'null or absent',
    channel: 'always',
    status: 'always',
    tag: 'null or absent',
    version: 'always',
    semver: 'always',
    metadata: 'absent',
    created: 'always',
    updated: 'always',
    backdated: 'null or absent',
    yanked: 'null or absent',
  });

  itAllows(release.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
    package: 'absent',
    entitlements: 'absent',
    constraints: 'absent',
    artifacts: 'absent',
    upgrade: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-releases.json', 'data').items;
    const item = decoded(release, wire);
    expect(item.attributes.semver.major).to.equal(1);
    expect(item.attributes.yanked).to.equal(null);
    expect(item.relationships?.package?.data).to.equal(null);
    expect(release.encode(item)).to.deep.equal(wire);
  });
});
