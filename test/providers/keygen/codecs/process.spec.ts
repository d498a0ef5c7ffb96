import { expect } from 'chai';

import { machineProcess } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/process', () => {
  itKeepsTheCodecLaws(machineProcess);

  itAllows(machineProcess.required.attributes, {
    lastHeartbeat: 'always',
    nextHeartbeat: 'always',
    interval: 'always',
    status: 'always',
    pid: 'always',
    created: 'always',
    updated: 'always',
    metadata: 'always',
  });

  itAllows(machineProcess.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
    license: 'absent',
    machine: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-processes.json', 'data').items;
    const item = decoded(machineProcess, wire);
    expect(item.attributes.lastHeartbeat).to.be.instanceOf(Date);
    expect(item.attributes.pid).to.equal('1337');
    expect(machineProcess.encode(item)).to.deep.equal(wire);
  });
});
