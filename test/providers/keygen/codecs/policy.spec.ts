import { expect } from 'chai';

import { policy } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/policy', () => {
  itKeepsTheCodecLaws(policy);

  itAllows(policy.required.attributes, {
    name: 'always',
    duration: 'null',
    strict: 'always',
    floating: 'always',
    usePool: 'always',
    maxMachines: 'null',
    maxProcesses: 'null',
    maxUsers: 'null or absent',
    maxCores: 'null',
    maxMemory: 'null or absent',
    maxDisk: 'null or absent',
    maxUses: 'null',
    machineUniquenessStrategy: 'null or absent',
    machineMatchingStrategy: 'null or absent',
    componentUniquenessStrategy: 'null or absent',
    componentMatchingStrategy: 'null or absent',
    expirationStrategy: 'null or absent',
    expirationBasis: 'null or absent',
    renewalBasis: 'null or absent',
    transferStrategy: 'null or absent',
    authenticationStrategy: 'null or absent',
    machineLeasingStrategy: 'null or absent',
    processLeasingStrategy: 'null or absent',
    overageStrategy: 'null or absent',
    scheme: 'null',
    encrypted: 'absent',
    protected: 'null',
    requireProductScope: 'always',
    requirePolicyScope: 'always',
    requireMachineScope: 'always',
    requireFingerprintScope: 'always',
    requireComponentsScope: 'absent',
    requireUserScope: 'always',
    requireChecksumScope: 'always',
    requireVersionScope: 'always',
    requireCheckIn: 'always',
    checkInInterval: 'null',
    checkInIntervalCount: 'null',
    heartbeatDuration: 'null',
    heartbeatCullStrategy: 'null or absent',
    heartbeatResurrectionStrategy: 'null or absent',
    heartbeatBasis: 'null or absent',
    requireHeartbeat: 'always',
    metadata: 'always',
    created: 'always',
    updated: 'always',
  });

  itAllows(policy.optional.relationships, {
    account: 'absent',
    environment: 'absent',
    product: 'absent',
    pool: 'absent',
    licenses: 'absent',
    entitlements: 'absent',
  });

  it('decodes the example', () => {
    const [wire] = page('keygen/list-policies.json', 'data').items;
    const item = decoded(policy, wire);
    expect(item.attributes.duration).to.equal(31_556_952);
    expect(item.attributes.protected).to.equal(null);
    expect(item.attributes.processLeasingStrategy).to.equal('PER_MACHINE');
    expect(policy.encode(item)).to.deep.equal(wire);
  });
});
