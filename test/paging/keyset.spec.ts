import { expect } from 'chai';
import { keyset } from '../../src/paging/index.js';
import { firstOf, testNext } from '../support/paging.js';

const linked = (next: unknown) => ({ body: { data: [{ id: 'a' }], links: { next } } });

describe('keyset', () => {
  const paging = keyset();

  testNext(paging, [
    [
      'reads the cursor out of a relative link',
      linked('/v1/things?page%5Bcursor%5D=a&page%5Bsize%5D=2'),
      { 'page[cursor]': 'a' },
    ],
    ['reads it with plain brackets', linked('/v1/things?page[cursor]=a'), { 'page[cursor]': 'a' }],
    [
      'keeps its own parameters, not those of the link',
      linked('/other?page[cursor]=a&page[size]=9'),
      { 'page[size]': '2', 'page[cursor]': 'a' },
      { 'page[size]': '2', 'page[cursor]': '' },
    ],
    [
      'takes an absolute link of the same origin',
      linked('https://api.acme.test/x?page[cursor]=a'),
      { 'page[cursor]': 'a' },
    ],
    ['refuses another host', linked('https://evil.test/v1/things?page[cursor]=a'), 'paging-foreign-link'],
    [
      'refuses another port',
      linked('https://api.acme.test:8443/v1/things?page[cursor]=a'),
      'paging-foreign-link',
    ],
    [
      'refuses http below https',
      linked('http://api.acme.test/v1/things?page[cursor]=a'),
      'paging-foreign-link',
    ],
    [
      'refuses a host without a scheme',
      linked('//evil.test/v1/things?page[cursor]=a'),
      'paging-foreign-link',
    ],
    [
      'an empty page with a link goes on',
      { body: { data: [], links: { next: '/v1?page[cursor]=a' } } },
      { 'page[cursor]': 'a' },
    ],
    ["'' is a cursor", linked('/v1/things?page[cursor]='), { 'page[cursor]': '' }],
    ['a link without a cursor', linked('/v1/things?page[size]=2'), 'paging-missing-cursor'],
    ['a link that is no address', linked('https://'), 'paging-missing-cursor'],
    ['the text "null" is a link without a cursor', linked('null'), 'paging-missing-cursor'],
    ['null ends', linked(null), 'end'],
    ['no link ends', { body: { data: [{ id: 'a' }], links: {} } }, 'end'],
    ['no links end', { body: { data: [{ id: 'a' }] } }, 'end'],
  ]);

  it('starts with an empty cursor, or behind the record that the caller names', () => {
    expect(firstOf(paging, {}, 50)).to.deep.equal({ 'page[cursor]': '', limit: '50' });
    expect(firstOf(paging, { 'page[cursor]': 'k' })).to.deep.equal({ 'page[cursor]': 'k' });
  });
});
