import { expect } from 'chai';
import { DecodeError } from '../../src/http/errors.js';
import { defineEndpoint } from '../../src/endpoint/index.js';
import { single } from '../../src/paging/index.js';
import { acmeClient, things } from '../support/acme.js';
import { firstOf, nextOf } from '../support/paging.js';

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
    expect(nextOf(single(), { body: { data: [{ id: 'a' }], has_more: true } })).to.equal('end');
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
