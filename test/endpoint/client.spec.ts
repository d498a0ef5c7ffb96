import { expect } from 'chai';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { createPlainClient } from '../../src/endpoint/client.js';
import type { Client, Provider } from '../../src/endpoint/index.js';
import { RateLimitError } from '../../src/http/errors.js';
import { keygen } from '../../src/providers/keygen/index.js';
import { acme, acmeClient, things } from '../support/acme.js';
import { acmeOptions, fakeApi, type Answer } from '../support/fake-transport.js';

const limitHeaders = { window: 'x-window', limit: 'x-limit' };
const told = { 'x-window': '30s', 'x-limit': '600' };
const answers: readonly Answer[] = [{ json: { data: [{ id: 'a' }], has_more: false }, headers: told }];

const windowsOf = async ({ limiter }: Pick<Client, 'limiter'>): Promise<readonly [number, number][]> => {
  if (limiter === undefined) throw new Error('this client has a limiter');
  const { windows } = await firstValueFrom(limiter.state$);
  return windows.map(({ limit, perMs }) => [limit, perMs]);
};

describe('a client', () => {
  const learning: readonly (readonly [string, Provider, readonly [number, number][]])[] = [
    ['learns the windows that its provider’s replies tell', { ...acme, limitHeaders }, [[600, 30_000]]],
    ['learns none where the provider names no headers', acme, []],
    ['keeps the windows of its provider', { ...acme, windows: [{ limit: 5, perMs: 1000 }] }, [[5, 1000]]],
  ];
  for (const [title, provider, windows] of learning) {
    it(title, async () => {
      const { client } = acmeClient(answers, {}, provider);
      await lastValueFrom(client.list(things));
      expect(await windowsOf(client)).to.deep.equal(windows);
    });
  }

  it('of Keygen learns the windows of Keygen’s headers', async () => {
    const headers = { 'x-ratelimit-window': '30s', 'x-ratelimit-limit': '600' };
    const api = fakeApi(() => ({ json: { data: [], links: { next: null } }, headers }));
    const { client, users } = keygen({ account: 'acme', token: 't', ...acmeOptions(api) });
    await lastValueFrom(users.list(), { defaultValue: undefined });
    expect(await windowsOf(client)).to.deep.equal([[600, 30_000]]);
  });

  it('that is plain learns no windows, and still runs less at once after a refusal', async () => {
    const api = fakeApi(() => ({ status: 429, json: {}, headers: told }));
    const provider = { ...acme, readFault: () => ({}), limitHeaders };
    const client = createPlainClient(provider, { ...acmeOptions(api), retry: false });
    const failure: unknown = await lastValueFrom(client.list(things)).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(RateLimitError);
    expect(await windowsOf(client)).to.deep.equal([]);
    expect((await firstValueFrom(client.limiter!.state$)).concurrency).to.equal(1);
  });
});
