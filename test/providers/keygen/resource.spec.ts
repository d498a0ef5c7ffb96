import { expect } from 'chai';
import * as t from 'io-ts';
import { int, shape } from '../../../src/codec/index.js';
import {
  linksEnvelope,
  relationship,
  relationships,
  relationshipsWith,
  resource,
} from '../../../src/providers/keygen/resource.js';
import { decoded, itKeepsTheCodecLaws, itNeedsOnly, refuses } from '../../support/codec-laws.js';
import { page } from '../../support/fixture.js';

describe('keygen/codecs/links-envelope', () => {
  itKeepsTheCodecLaws(linksEnvelope);
  itNeedsOnly(linksEnvelope, []);

  for (const path of [
    'source-documents/keygen-users.json',
    'keygen/users@offset-last-page.json',
    'keygen/requestLogs@offset-without-count.json',
    'keygen/users@keyset-first-page.json',
    'keygen/users@keyset-last-page.json',
    'keygen/requestLogs@keyset-unknown-cursor.json',
    'keygen/users@limit.json',
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
    expect(envelopeOf('keygen/users@offset-last-page.json').links?.next).to.equal(null);
    expect(envelopeOf('keygen/users@keyset-first-page.json').links).to.not.have.property('meta');
    expect(envelopeOf('keygen/users@limit.json')).to.not.have.property('links');
  });
});

describe('keygen/codecs/relationship', () => {
  for (const codec of [relationship, relationships]) {
    itKeepsTheCodecLaws(codec);
    itNeedsOnly(codec, []);
  }

  it('none is null, and a link only has no data at all', () => {
    expect(decoded(relationship, { links: { related: null }, data: null }).data).to.equal(null);
    expect(decoded(relationship, { links: { related: '/v1/x' } })).to.not.have.property('data');
  });

  it('to many: the ids are a list', () => {
    const data = [{ type: 'users', id: 'u1' }];
    expect(decoded(relationships, { data }).data).to.deep.equal(data);
    expect(refuses(relationships, { data: data[0] })).to.equal(true);
    expect(refuses(relationship, { data })).to.equal(true);
  });

  it('relationshipsWith types the meta', () => {
    const counted = relationshipsWith(shape('Counted', { count: int }));
    expect(decoded(counted, { meta: { count: 3 } }).meta?.count).to.equal(3);
    expect(refuses(counted, { meta: { count: '3' } })).to.equal(true);
  });
});

const gadget = resource({
  name: 'Gadget',
  type: 'gadgets',
  required: { code: t.string },
  attributes: { size: int },
  relationships: { account: relationship },
});

describe('keygen/codecs/resource', () => {
  itKeepsTheCodecLaws(gadget);
  itNeedsOnly(gadget, [
    ...['id', 'type', 'attributes'],
    ...['code', 'created', 'updated'].map((name) => `attributes.${name}`),
  ]);

  it('decodes an item with nothing but what must be there', () => {
    const [created, updated] = ['2026-01-02T19:48:50.000Z', '2026-01-03T19:48:50.000Z'];
    const wire = { id: 'g1', type: 'gadgets', attributes: { code: 'c', created, updated } };
    const item = decoded(gadget, wire);
    expect(item.attributes.created).to.deep.equal(new Date(created));
    expect(gadget.encode(item)).to.deep.equal(wire);
  });
});
