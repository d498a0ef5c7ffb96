import { expect } from 'chai';
import { DecodeError } from '../../src/http/errors.js';
import { defineEndpoint } from '../../src/walk/index.js';
import { single } from '../../src/paging/index.js';
import { acmeClient, things } from '../support/acme.js';
import { firstOf, nextOf, testNext } from '../support/paging.js';

const read = (json: unknown, items = 'result') => {
  const limits = defineEndpoint({
    id: 'acme.limit',
    path: '/limit',
    paging: single({ items, one: true }),
    item: things.item,
    key: ['id'],
  });
  const { client, api } = acmeClient([{ json }]);
  const seen: unknown[] = [];
  client
    .list(limits)
    .subscribe({ next: (item) => seen.push(item), error: (error: unknown) => seen.push(error) });
  api.run();
  return { seen, requests: api.log.length };
};

describe('single', () => {
  it('asks once, with the size where there is one', () => {
    expect(firstOf(single())).to.deep.equal({});
    expect(firstOf(single(), {}, 5)).to.deep.equal({ limit: '5' });
    expect(nextOf(single(), { body: { data: [{ id: 'a' }], has_more: false } })).to.equal('end');
  });

  describe('told of more', () => {
    const data = [{ id: 'a' }];
    testNext(single({ next: 'meta.after' }), [
      ['by a flag', { body: { data, has_more: true } }, 'paging-past-limit'],
      ['by a cursor', { body: { data, meta: { after: 'c2' } } }, 'paging-past-limit'],
      ['by what cannot be a cursor', { body: { data, meta: { after: {} } } }, 'paging-past-limit'],
      [
        'not by a cursor that the flag denies',
        { body: { data, has_more: false, meta: { after: 'c2' } } },
        'end',
      ],
      ['not by null', { body: { data, has_more: null, meta: { after: null } } }, 'end'],
      ['not by an empty text', { body: { data, meta: { after: '' } } }, 'end'],
    ]);
    testNext(single({ hasMore: undefined }), [
      ['not where nobody looks', { body: { data, has_more: true } }, 'end'],
    ]);
    testNext(single({ one: true }), [['not by a member of an object', { body: { has_more: true } }, 'end']]);
    testNext(single({ one: true, hasMore: 'more' }), [
      ['by a member that is named', { body: { data: {}, more: true } }, 'paging-past-limit'],
    ]);
  });

  it('names a list and a read apart', () => {
    expect(single().family).to.equal('single');
    expect(single({ one: true }).family).to.equal('read');
  });

  it('a read gives the object as its only item', () => {
    expect(read({ result: { id: 'a', cap: 7 } })).to.deep.equal({ seen: [{ id: 'a', cap: 7 }], requests: 1 });
    expect(read({ id: 'a' }, '')).to.deep.equal({ seen: [{ id: 'a' }], requests: 1 });
  });

  for (const json of [{ result: [{ id: 'a' }] }, { result: null }, {}, { result: 'a' }]) {
    it(`a read refuses ${JSON.stringify(json)}`, () => {
      const [error] = read(json).seen;
      expect(error).to.be.instanceOf(DecodeError);
      expect(String(error)).to.include('there is no object at result');
    });
  }
});
