import { expect } from 'chai';

import { machine } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/machine', () => {
  itKeepsTheCodecLaws(machine);

  itAllows(machine.required.attributes, {
    fingerprint: 'always',
    cores: 'null',
    memory: 'null or absent',
    disk: 'null or absent',
    ip: 'null',
    hostname: 'null',
    platform: 'null',
    name: 'null',
    requireHeartbeat: 'always',
    heartbeatStatus: 'always',
    heartbeatDuration: 'always',
    maxProcesses: 'null',
    lastCheckOut: 'null',
    lastHeartbeat: 'null',
    nextHeartbeat: 'null',
    metadata: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(machine.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
    group: 'absent',
    license: 'absent',
    owner: 'absent',
    components: 'absent',
    processes: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-machines.json', 'data').items;
    const item = decoded(machine, wire);
    expect(item.attributes.cores).to.equal(8);
    expect(item.attributes.lastHeartbeat).to.equal(null);
    expect(item.relationships?.license?.data?.type).to.equal('licenses');
    expect(machine.encode(item)).to.deep.equal(wire);
  });
});
