import { expect } from 'chai';
import * as t from 'io-ts';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import { defineEndpoint, flag } from '../../src/walk/index.js';
import { ConfigError } from '../../src/http/errors.js';
import { lastId } from '../../src/paging/index.js';
import { acme, acmeClient, itemsOf, lastIdPages } from '../support/acme.js';

const listOf = (cost: number | ((params: { readonly deep?: boolean | undefined }) => number)) =>
  defineEndpoint({
    id: 'acme.things',
    path: '/things',
    params: { deep: flag('Costly.') },
    paging: lastId(),
    item: t.type({ id: t.string }, 'Thing'),
    key: ['id'],
    cost,
  });

const windows = [{ limit: 10, perMs: 1000 }];

describe('cost', () => {
  it('is what each request weighs in the windows of the client', () => {
    const { client, api } = acmeClient(lastIdPages(['a'], ['b'], ['c'], ['d']), {}, { ...acme, windows });
    client.list(listOf(5)).subscribe();
    api.run();
    expect(api.log.map(({ at }) => at)).to.deep.equal([0, 0, 1001, 1001]);
  });

  it('may hang on the parameters, and each retry weighs as much', () => {
    const cheap = { json: { data: itemsOf('x'), has_more: false } };
    const { client, api } = acmeClient(
      [cheap, { status: 503 }, cheap, cheap],
      { retry: { baseMs: 0 } },
      { ...acme, windows },
    );
    const list = listOf(({ deep = false }) => (deep ? 9 : 1));
    client.list(list, {}).subscribe();
    client.list(list, { deep: true }).subscribe();
    client.list(list, {}).subscribe();
    api.run();
    // 1, then 9 fill the window; the last has to wait behind the retry of 9.
    expect(api.log.map(({ at }) => at)).to.deep.equal([0, 0, 1001, 1001]);
  });

  it('a limiter that is given is asked with it', () => {
    const weights: (number | undefined)[] = [];
    const inner = slidingWindowLimiter({});
    const limiter = {
      ...{ hold: (ms: number) => inner.hold(ms), state$: inner.state$ },
      admit: (weight?: number) => {
        weights.push(weight);
        return inner.admit(weight);
      },
    };
    const { client, api } = acmeClient(lastIdPages(['a'], ['b']), { limiter });
    client.list(listOf(3)).subscribe();
    api.run();
    expect(weights).to.deep.equal([3, 3]);
  });

  it('one that no window has room for is a ConfigError, and nothing is sent', () => {
    const { client, api } = acmeClient([], {}, { ...acme, windows });
    let error: unknown;
    client.list(listOf(11)).subscribe({
      error: (failure: unknown) => {
        error = failure;
      },
    });
    api.run();
    expect(error).to.be.instanceOf(ConfigError);
    expect(String(error))
      .to.contain('a request of the cost 11 could never be sent')
      .and.contain('10 per 1000 ms');
    expect(api.log).to.have.length(0);
  });
});
