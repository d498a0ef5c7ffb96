import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { createPlainClient } from '../../src/walk/client.js';
import {
  bearer,
  createClient,
  type AnyEndpoint,
  type Auth,
  type Client,
  type ClientOptions,
  type FaultReply,
  type Provider,
  type ReadFault,
} from '../../src/walk/index.js';
import { HttpError, RateLimitError, type VendorFault } from '../../src/http/errors.js';
import { keygen } from '../../src/providers/keygen/index.js';
import { acme, acmeClient, CANARY, things } from '../support/acme.js';
import { acmeOptions, fakeApi, type Answer } from '../support/fake-transport.js';

const limitHeaders = { window: 'x-window', limit: 'x-limit' };
const told = { 'x-window': '30s', 'x-limit': '600' };
const answers: readonly Answer[] = [{ json: { data: [{ id: 'a' }], has_more: false }, headers: told }];

const windowsOf = async ({ limiter }: Pick<Client, 'limiter'>): Promise<readonly [number, number][]> => {
  if (limiter === undefined) throw new Error('this client has a limiter');
  const { windows } = await firstValueFrom(limiter.state$);
  return windows.map(({ limit, perMs }) => [limit, perMs]);
};

/** A provider whose methods stand on its prototype, and which holds its credential where only they can read it. */
class AcmeProvider implements Provider {
  readonly name = 'acme';
  readonly baseUrl = 'https://api.acme.test';
  readonly limitHeaders = limitHeaders;
  readonly #key = CANARY;
  readonly #version = '/v1';

  pathPrefix(): string {
    return this.#version;
  }

  auth(): Auth {
    return bearer(this.#key);
  }

  headers({ id }: AnyEndpoint): Readonly<Record<string, string>> {
    return { 'x-of': `${id} ${this.#version}` };
  }

  readFault({ status }: FaultReply): ReadFault {
    return { message: `${this.name} says ${String(status)}` };
  }

  refusal(body: unknown): O.Option<VendorFault> {
    return JSON.stringify(body).includes('refused') ? O.some({ message: `${this.name} refuses` }) : O.none;
  }
}

/** The same provider, but for the method that reads its errors. */
class SilentProvider implements Provider {
  readonly name = 'acme';
  readonly baseUrl = 'https://api.acme.test';
  readonly #key = CANARY;

  auth(): Auth {
    return bearer(this.#key);
  }
}

describe('a client', () => {
  const makers: readonly (readonly [string, (provider: Provider, options: ClientOptions) => Client])[] = [
    ['a client', createClient],
    ['a plain client', createPlainClient],
  ];
  for (const [which, make] of makers) {
    const failureOf = async (provider: Provider, answer: Answer): Promise<unknown> => {
      const client = make(provider, { ...acmeOptions(fakeApi(() => answer)), retry: false });
      return lastValueFrom(client.list(things)).catch((error: unknown) => error);
    };

    it(`${which} asks the methods of a provider that is of a class`, async () => {
      const api = fakeApi(() => answers[0]!);
      await lastValueFrom(make(new AcmeProvider(), acmeOptions(api)).list(things));
      expect(api.log[0]?.path).to.equal('/v1/things');
      expect(api.log[0]?.headers).to.include({
        authorization: `Bearer ${CANARY}`,
        'x-of': 'acme.things /v1',
      });
      const faults: readonly (readonly [Answer, string])[] = [
        [{ status: 400, json: { message: 'not this' } }, 'acme says 400'],
        [{ json: { message: 'refused' } }, 'acme refuses'],
      ];
      for (const [answer, message] of faults) {
        const failure = await failureOf(new AcmeProvider(), answer);
        expect(failure).to.be.instanceOf(HttpError).with.nested.property('vendor.message', message);
      }
    });

    it(`${which} reads the usual error bodies where its provider reads none`, async () => {
      const failure = await failureOf(new SilentProvider(), {
        status: 400,
        json: { error: 'no such thing' },
      });
      expect(failure).to.be.instanceOf(HttpError).with.nested.property('vendor.message', 'no such thing');
    });
  }

  it('leaves the object of its provider as it is', () => {
    const provider = Object.freeze({ ...acme });
    createClient(provider);
    expect(Object.keys(provider)).to.deep.equal(Object.keys(acme));
  });

  const learning: readonly (readonly [string, Provider, readonly [number, number][]])[] = [
    ['learns the windows that its provider’s replies tell', { ...acme, limitHeaders }, [[600, 30_000]]],
    ['learns them where the provider is of a class', new AcmeProvider(), [[600, 30_000]]],
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

  it('that is plain learns nothing of a refusal but its wait', async () => {
    const api = fakeApi(() => ({ status: 429, json: {}, headers: { ...told, 'retry-after': '7' } }));
    const provider = { ...acme, readFault: () => ({}), limitHeaders };
    const client = createPlainClient(provider, { ...acmeOptions(api), retry: false });
    const failure: unknown = await lastValueFrom(client.list(things)).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(RateLimitError);
    const { windows, concurrency, heldUntil } = await firstValueFrom(client.limiter!.state$);
    expect({ windows, concurrency }).to.deep.equal({ windows: [], concurrency: Infinity });
    expect(heldUntil).to.be.a('number');
  });
});
