import { expect } from 'chai';

import { linksEnvelope } from '../../../../src/providers/keygen/codecs/index.js';
import { decoded, itKeepsTheCodecLaws, itNeedsOnly } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

describe('keygen/codecs/links-envelope', () => {
  itKeepsTheCodecLaws(linksEnvelope);
  itNeedsOnly(linksEnvelope, []);

  for (const path of [
    'source-documents/keygen-users.json',
    'keygen/offset-last-page.json',
    'keygen/offset-without-count.json',
    'keygen/keyset-first-page.json',
    'keygen/keyset-last-page.json',
    'keygen/keyset-unknown-cursor.json',
    'keygen/limit.json',
  ]) {
    it(`decodes the envelope of ${path}`, () => {
      const { envelope } = page(path, 'data');
      expect(decoded(linksEnvelope, envelope)).to.deep.equal(envelope);
    });
  }

  it('what a server says beside the items is kept', () => {
    const wire = { links: null, included: [{ type: 'users', id: 'u1' }], meta: { page: 1 } };
    expect(decoded(linksEnvelope, wire)).to.deep.equal(wire);
  });

  it('a numbered page knows its count, a keyset page does not, an unpaged list has no links', () => {
    const envelopeOf = (path: string) => decoded(linksEnvelope, page(path, 'data').envelope);
    expect(envelopeOf('source-documents/keygen-users.json').links?.meta).to.deep.equal({
      pages: 4,
      count: 98,
    });
    expect(envelopeOf('keygen/offset-last-page.json').links?.next).to.equal(null);
    expect(envelopeOf('keygen/keyset-first-page.json').links).to.not.have.property('meta');
    expect(envelopeOf('keygen/limit.json')).to.not.have.property('links');
  });
});
