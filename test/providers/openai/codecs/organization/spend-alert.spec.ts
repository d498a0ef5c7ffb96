import { expect } from 'chai';

import {
  notificationChannel,
  projectSpendAlert,
  spendAlert,
} from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws, refuses } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/spend-alert', () => {
  itKeepsTheCodecLaws(spendAlert);

  itKeepsTheCodecLaws(projectSpendAlert);

  for (const codec of [spendAlert, projectSpendAlert]) {
    itAllows(codec, {
      id: 'always',
      object: 'always',
      threshold_amount: 'always',
      currency: 'always',
      interval: 'always',
      notification_channel: 'always',
    });
  }

  itAllows(notificationChannel, {
    type: 'always',
    recipients: 'always',
    subject_prefix: 'null or absent',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/spend-alerts.json', 'data').items;
    const item = decoded(spendAlert, wire);
    expect(item.threshold_amount).to.equal(100_000);
    expect(spendAlert.encode(item)).to.deep.equal(wire);
  });

  it("decodes the documentation's example of a project", () => {
    const [wire] = page('openai/project-spend-alerts.json', 'data').items;
    const item = decoded(projectSpendAlert, wire);
    expect(projectSpendAlert.encode(item)).to.deep.equal(wire);
  });

  it('refuses an amount with a fraction: cents are whole', () => {
    const [wire] = page('openai/spend-alerts.json', 'data').items;
    expect(refuses(spendAlert, { ...(wire as object), threshold_amount: 0.5 })).to.equal(true);
  });
});
