import { expect } from 'chai';
import { option as O } from 'fp-ts';
import * as t from 'io-ts';
import { defineEndpoint, type ClientOptions, type Provider, type ReadFault } from '../../src/walk/index.js';
import { DecodeError, HttpError, RateLimitError } from '../../src/http/errors.js';
import { atPath, lastId, single } from '../../src/paging/index.js';
import { acme, acmeClient, itemsOf, lastIdPages, things } from '../support/acme.js';
import type { Answer, Script } from '../support/fake-transport.js';
import { outcomeOf } from '../support/walk-case.js';

const walked = (
  provider: Provider,
  answers: readonly Answer[] | Script,
  options: ClientOptions = {},
  list: typeof things = things,
) => {
  const { client, api } = acmeClient(answers, options, provider);
  const outcome = outcomeOf();
  client.list(list).pages().subscribe(outcome.observer);
  api.run();
  return { outcome, at: api.log.map(({ at }) => at), client, api };
};

const [good] = lastIdPages(['a']) as [Answer];

/** GitHub: 403 with words, or with nothing left in the window; the wait stands in a header. */
const github: Provider = {
  ...acme,
  readFault: ({ status, header, body }): ReadFault => {
    const message = atPath(body, 'message');
    const limited =
      status === 403 && (header('x-ratelimit-remaining') === '0' || String(message).includes('rate limit'));
    return { message: typeof message === 'string' ? message : undefined, rateLimited: limited };
  },
  resetHeaders: ['x-ratelimit-reset'],
};

describe('readFault that says rateLimited', () => {
  it('a 403 is a RateLimitError, waited out as a 429', () => {
    const { outcome, at } = walked(github, [
      { status: 403, json: { message: 'secondary rate limit' }, headers: { 'retry-after': '7' } },
      good,
    ]);
    expect(outcome.ids).to.deep.equal(['a']);
    expect(at).to.deep.equal([0, 7000]);
  });

  it('its reset header is read', () => {
    const { at } = walked(github, [
      { status: 403, json: {}, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '20' } },
      good,
    ]);
    expect(at).to.deep.equal([0, 20_000]);
  });

  it('it holds the other requests of the client', () => {
    const { client, api } = acmeClient(
      (_sent, index) =>
        index === 0
          ? { status: 403, json: { message: 'rate limit' }, headers: { 'retry-after': '9' } }
          : good,
      { retry: false },
      github,
    );
    const first = outcomeOf();
    client.list(things).pages().subscribe(first.observer);
    client.list(things).subscribe();
    api.run();
    expect(first.error).to.be.instanceOf(RateLimitError).with.property('waitMs', 9000);
    expect(first.error).to.have.property('status', 403);
    expect(String(first.error)).to.contain('Ask less often');
    expect(api.log.map(({ at }) => at)).to.deep.equal([0, 9000]);
  });

  it('without a wait it falls back to backoff; any other 403 stays what it is', () => {
    expect(walked(github, [{ status: 403, json: { message: 'rate limit' } }, good]).at).to.deep.equal([
      0, 250,
    ]);
    const { outcome, at } = walked(github, [{ status: 403, json: { message: 'forbidden' } }]);
    expect(outcome.error).to.be.instanceOf(HttpError);
    expect(at).to.deep.equal([0]);
  });
});

describe('a 200 that is the vendor’s error', () => {
  const busy: Answer = { json: { error: { code: 'RATE_LIMITED', message: 'slow down' } } };

  it('readFault may say rateLimited of it', () => {
    const provider: Provider = {
      ...acme,
      readFault: ({ status, body }) => ({
        message: 'slow down',
        rateLimited: status === 200 && atPath(body, 'error.code') === 'RATE_LIMITED',
        waitMs: 4000,
      }),
    };
    const { outcome, at } = walked(provider, [busy, good]);
    expect(outcome.ids).to.deep.equal(['a']);
    expect(at).to.deep.equal([0, 4000]);
    const { outcome: given } = walked(provider, [busy], { retry: false });
    expect(given.error).to.be.instanceOf(RateLimitError).with.property('status', 200);
  });

  it('readFault may say that trying again can help; else it is not tried again', () => {
    const retrying: Provider = { ...acme, readFault: () => ({ message: 'warming up', retryable: true }) };
    expect(walked(retrying, [busy, good]).at).to.deep.equal([0, 250]);
    const { outcome, at } = walked(acme, [busy, good]);
    expect(at).to.deep.equal([0]);
    expect(outcome.error).to.be.instanceOf(HttpError).with.property('status', 200);
    expect(String(outcome.error)).to.contain('there is no list at data. The vendor says: slow down.');
  });

  it('readFault is not asked about a page', () => {
    const provider: Provider = {
      ...acme,
      readFault: () => {
        throw new Error('asked about a good page');
      },
    };
    expect(walked(provider, [good]).outcome.ids).to.deep.equal(['a']);
  });

  it('refusal may say all of it, whatever else is in the reply, and sees the headers', () => {
    const provider: Provider = {
      ...acme,
      refusal: (body, { header, status }) =>
        atPath(body, 'error') === undefined
          ? O.none
          : O.some({
              message: 'partial',
              rateLimited: status === 200 && header('x-busy') === 'yes',
              waitMs: 2000,
            }),
    };
    const partial = { data: itemsOf('z'), error: 'partial' };
    expect(walked(provider, [{ json: partial, headers: { 'x-busy': 'yes' } }, good]).at).to.deep.equal([
      0, 2000,
    ]);
    const { outcome, at } = walked(provider, [{ json: partial }]);
    expect(outcome.error).to.be.instanceOf(HttpError);
    expect(at).to.deep.equal([0]);
    const again: Provider = {
      ...acme,
      refusal: (body) => (atPath(body, 'error') === undefined ? O.none : O.some({ retryable: true })),
    };
    expect(walked(again, [{ json: partial }, good]).at).to.deep.equal([0, 250]);
  });

  it('a function that throws does not hide what the server says', () => {
    const provider: Provider = {
      ...acme,
      readFault: () => {
        throw new TypeError('no');
      },
    };
    const { outcome } = walked(provider, [{ status: 403, json: { message: 'forbidden' } }]);
    expect(outcome.error).to.be.instanceOf(HttpError).with.property('status', 403);
    expect(String(outcome.error)).to.contain('forbidden');
  });

  it('the vendor’s words are cut at 1,000 characters, in any status', () => {
    for (const status of [200, 400]) {
      const { outcome } = walked(acme, [
        { status, json: { error: { message: 'm'.repeat(100_000), code: 'c'.repeat(5000) } } },
      ]);
      const { vendor, message } = outcome.error as HttpError;
      expect(vendor?.message).to.equal(`${'m'.repeat(1000)}…`);
      expect(vendor?.code).to.have.length(1001);
      expect(message.length).to.be.below(1400);
    }
  });

  const silent: readonly unknown[] = [{}, null, [], 'text', 7, { data: {} }, { data: 'x' }];
  for (const json of silent) {
    it(`${JSON.stringify(json)} says nothing, and is a DecodeError`, () => {
      const { outcome, at } = walked(acme, [{ json }]);
      expect(outcome.error).to.be.instanceOf(DecodeError);
      expect(at).to.deep.equal([0]);
    });
  }

  it('an object that was asked for, and is the error instead', () => {
    const one = defineEndpoint({
      id: 'acme.limit',
      path: '/limit',
      paging: single({ one: true, items: '' }),
      item: t.type({ id: t.string }, 'Limit'),
      key: ['id'],
    });
    const { outcome } = walked(acme, [{ json: { error: { message: 'no such limit' } } }], {}, one);
    expect(outcome.error).to.be.instanceOf(HttpError);
    expect(String(outcome.error)).to.contain('no such limit');
    const { outcome: odd } = walked(acme, [{ json: { id: 7 } }], {}, one);
    expect(odd.error).to.be.instanceOf(DecodeError);
  });
});

describe('a reply without a body', () => {
  for (const status of [204, 205]) {
    it(`${String(status)} is a page without items, asked for once`, () => {
      const { outcome, at } = walked(acme, [{ status, text: '' }]);
      expect(outcome.error).to.equal(undefined);
      expect(outcome.ids).to.deep.equal([]);
      expect(outcome.pages.map(({ envelope, end }) => [envelope, end])).to.deep.equal([
        [{}, O.some('complete')],
      ]);
      expect(at).to.deep.equal([0]);
    });
  }

  it('ends a walk behind its first page', () => {
    const { outcome } = walked(acme, [
      { json: { data: itemsOf('a'), last_id: 'a', has_more: true } },
      { status: 204, text: '' },
    ]);
    expect(outcome.ids).to.deep.equal(['a']);
    expect(outcome.done).to.equal(true);
  });

  it('goes on where a header says so', () => {
    const list = defineEndpoint({
      id: 'acme.things',
      path: '/things',
      paging: lastId({ cursor: { header: 'x-next' }, hasMore: undefined }),
      item: t.type({ id: t.string }, 'Thing'),
      key: ['id'],
    });
    const { outcome } = walked(
      acme,
      [{ status: 204, text: '', headers: { 'x-next': 'c2' } }, { json: { data: itemsOf('a') } }],
      {},
      list,
    );
    expect(outcome.ids).to.deep.equal(['a']);
  });

  it('asks nothing of the codec of the envelope', () => {
    const list = defineEndpoint({
      id: 'acme.things',
      path: '/things',
      paging: lastId(),
      envelope: t.type({ object: t.string }, 'Envelope'),
      item: t.type({ id: t.string }, 'Thing'),
      key: ['id'],
    });
    const { client, api } = acmeClient([{ status: 204, text: '' }]);
    let done = false;
    client.list(list).subscribe({ complete: () => (done = true) });
    api.run();
    expect(done).to.equal(true);
  });

  it('is no object, where one was asked for', () => {
    const one = defineEndpoint({
      id: 'acme.limit',
      path: '/limit',
      paging: single({ one: true }),
      item: t.type({ id: t.string }, 'Limit'),
      key: ['id'],
    });
    const { outcome, at } = walked(acme, [{ status: 204, text: '' }], {}, one);
    expect(outcome.error).to.be.instanceOf(DecodeError);
    expect(String(outcome.error)).to.contain('there is no object at');
    expect(at).to.deep.equal([0]);
  });
});
