import { expect } from 'chai';

import {
  certificate,
  projectCertificate,
} from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/certificate', () => {
  itKeepsTheCodecLaws(certificate);

  itKeepsTheCodecLaws(projectCertificate);

  for (const codec of [certificate, projectCertificate]) {
    itAllows(codec, {
      id: 'always',
      object: 'always',
      name: 'null',
      created_at: 'always',
      certificate_details: 'always',
      active: 'always',
    });
  }

  itAllows(certificate.required.certificate_details, {
    valid_at: 'absent',
    expires_at: 'absent',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/certificates.json', 'data').items;
    const item = decoded(certificate, wire);
    expect(item.certificate_details.expires_at).to.deep.equal(new Date(12_345_678_000));
    expect(certificate.encode(item)).to.deep.equal(wire);
  });

  it("decodes the documentation's example of a project", () => {
    const [wire] = page('openai/project-certificates.json', 'data').items;
    const item = decoded(projectCertificate, wire);
    expect(projectCertificate.encode(item)).to.deep.equal(wire);
  });
});
