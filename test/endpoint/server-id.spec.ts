import { expect } from 'chai';
import * as t from 'io-ts';
import { from, lastValueFrom, toArray } from 'rxjs';
import { checkpointedFanOut } from '../../src/checkpoint/checkpoint.js';
import { memoryStore } from '../../src/checkpoint/store.js';
import { defineEndpoint, fanOutListing, segment } from '../../src/walk/index.js';
import { ConfigError, DecodeError } from '../../src/http/errors.js';
import { lastId } from '../../src/paging/index.js';
import { acmeClient, itemsOf, thingsBy } from '../support/acme.js';

const shops = thingsBy(lastId());
const goods = defineEndpoint({
  id: 'acme.goods',
  path: '/shops/{shop}/goods',
  params: { shop: segment('Id of the shop.') },
  paging: lastId(),
  item: t.type({ id: t.string }, 'Good'),
  key: ['id'],
});

const world = (...ids: readonly string[]) =>
  acmeClient(({ path }) =>
    path.includes('/goods')
      ? { json: { data: itemsOf(`good of ${String(path.split('/')[3])}`), has_more: false } }
      : { json: { data: itemsOf(...ids), has_more: false } },
  );

const listed = (ids: readonly string[], onChildError?: (failure: { error: unknown }) => void) => {
  const { client, api } = world(...ids);
  const seen: string[] = [];
  let error: unknown;
  fanOutListing<{ readonly id: string }, { readonly id: string }>({
    parents: (pull) => client.list(shops).walk(pull),
    children: ({ id }, pull) => client.list(goods, { shop: id }).walk(pull),
    options: { onChildError },
    scheduler: api.scheduler,
  }).subscribe({
    next: ({ id }) => seen.push(id),
    error: (failure: unknown) => {
      error = failure;
    },
  });
  api.run();
  return { seen, error, requests: api.log.length };
};

const ODD = ['..', '.', '', 'a\ud800'];

describe('an id of the server that cannot stand in a path', () => {
  for (const id of ODD) {
    it(`${JSON.stringify(id)}: is told as the server’s fault, and nothing is sent for it`, () => {
      const { error, seen, requests } = listed(['s1', id, 's2']);
      expect(error).to.be.instanceOf(DecodeError);
      expect(error).to.include({ endpoint: 'acme.goods', part: 'item', retryable: false });
      expect((error as DecodeError).issues).to.deep.equal([
        { path: 'id', expected: 'a text that can be part of a path', actual: 'string' },
      ]);
      expect(seen).to.deep.equal(['good of s1']);
      expect(requests).to.equal(2);
    });
  }

  it('hides no other parent where failing children are isolated', () => {
    const failed: unknown[] = [];
    const { error, seen } = listed(['..', 's2'], (failure) => failed.push(failure.error));
    expect(error).to.equal(undefined);
    expect(seen).to.deep.equal(['good of s2']);
    expect(failed).to.have.length(1);
    expect(failed[0]).to.be.instanceOf(DecodeError);
  });

  it('in a checkpointed list of lists, too', async () => {
    const { client } = world('..');
    const list = checkpointedFanOut(memoryStore(), {
      key: 'goods',
      parents: (resume) => client.list(shops, {}, { resume }),
      parentKey: ({ id }: { readonly id: string }) => id,
      children: ({ id }, resume) => client.list(goods, { shop: id }, { resume }),
    });
    const error: unknown = await lastValueFrom(from(list).pipe(toArray())).catch(
      (failure: unknown) => failure,
    );
    expect(error).to.be.instanceOf(DecodeError);
  });

  it('what the caller gave stays the caller’s fault', () => {
    const { client, api } = world('s1');
    let error: unknown;
    fanOutListing<{ readonly id: string }, { readonly id: string }>({
      parents: (pull) => client.list(shops).walk(pull),
      children: (_parent, pull) => client.list(goods, { shop: '..' }).walk(pull),
      options: {},
      scheduler: api.scheduler,
    }).subscribe({
      error: (failure: unknown) => {
        error = failure;
      },
    });
    api.run();
    expect(error).to.be.instanceOf(ConfigError);
    expect(String(error)).to.contain('shop must be a text that can be part of a path');
  });

  it('as a cursor it is a text like any other', () => {
    const { client, api } = acmeClient([
      { json: { data: itemsOf('a'), last_id: '..', has_more: true } },
      { json: { data: itemsOf('b'), has_more: false } },
    ]);
    client.list(shops).subscribe();
    api.run();
    expect(api.log.map(({ query }) => query['after'])).to.deep.equal([undefined, '..']);
  });
});
