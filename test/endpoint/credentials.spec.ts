import { inspect } from 'node:util';
import { expect } from 'chai';
import { concat, EMPTY, firstValueFrom, isObservable, NEVER, of, throwError, type Observable } from 'rxjs';
import { authorize, bearer, keyHeader, type Auth, type Credential } from '../../src/endpoint/credentials.js';
import { ConfigError } from '../../src/http/errors.js';
import { secret } from '../../src/http/secret.js';
import { acme, acmeClient, CANARY, lastIdPages, things } from '../support/acme.js';

const headersOf = async (auth: Auth): Promise<Record<string, string>> => {
  const given = authorize(auth, {});
  const headers = isObservable(given) ? await firstValueFrom(given) : given;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.reveal()]));
};

const unset = undefined as unknown as string;

/** What a program without types may return: neither text, nor a Secret, nor something that comes later. */
const untyped = (given: unknown) => () => given as string;

describe('a credential', () => {
  const forms: readonly (readonly [string, Credential])[] = [
    ['a string', CANARY],
    ['a Secret', secret(CANARY)],
    ['a function', () => CANARY],
    ['a function that returns a Secret', () => secret(CANARY)],
    ['a function that returns a Promise', () => Promise.resolve(CANARY)],
    ['a function that returns a thenable', () => ({ then: (done) => Promise.resolve(CANARY).then(done) })],
    ['a function that returns an Observable', () => of(CANARY, 'later')],
    ['a function that returns an Observable that goes on', () => concat(of(CANARY), NEVER)],
  ];
  for (const [form, credential] of forms) {
    it(`may be ${form}`, async () => {
      expect(await headersOf(bearer(credential))).to.deep.equal({ authorization: `Bearer ${CANARY}` });
      expect(await headersOf(keyHeader('X-API-Key', credential))).to.deep.equal({ 'x-api-key': CANARY });
    });
  }

  const failing: readonly (readonly [string, Credential])[] = [
    [
      'throws',
      () => {
        throw new Error('vault down');
      },
    ],
    ['rejects', () => Promise.reject(new Error('vault down'))],
    ['errors', () => throwError(() => new Error('vault down'))],
  ];
  for (const [how, credential] of failing) {
    it(`whose function ${how} is a ConfigError that names it, and nothing is sent`, async () => {
      const error: unknown = await headersOf(bearer(credential, 'adminKey')).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).to.be.instanceOf(ConfigError);
      expect(String(error)).to.include('the function that gives adminKey failed');
      expect((error as Error).cause).to.have.property('message', 'vault down');
    });
  }

  it('is no header where the API is open', () => {
    expect(authorize(undefined, {})).to.deep.equal({});
  });

  const bad: readonly (readonly [string, Credential | undefined, string])[] = [
    ['is not there', undefined, 'no credential: adminKey is not set'],
    ['is empty', '', 'adminKey is not set'],
    ['is an empty Secret', secret(''), 'adminKey is not set'],
    ['comes empty', () => '', 'adminKey is not set'],
    ['comes as an unset variable', () => unset, 'adminKey is not set'],
    ['comes as null', () => null as unknown as string, 'adminKey is not set'],
    ['comes as a wrapped string', untyped(new String(CANARY)), 'adminKey is not set'],
    ['comes as an object', untyped({}), 'adminKey is not set'],
    ['comes as a list', untyped([CANARY]), 'adminKey is not set'],
    ['comes later as an unset variable', () => Promise.resolve(unset), 'adminKey is not set'],
    ['never comes', () => EMPTY, 'adminKey is not set'],
    ['ends in a line break', `${CANARY}\n`, 'characters that a header cannot contain'],
    ['hides a header', `${CANARY}\r\nX-Admin: 1`, 'characters that a header cannot contain'],
    ['holds a character beyond latin-1', `${CANARY}\u2026`, 'characters that a header cannot contain'],
    ['holds a NUL', `${CANARY}\0`, 'characters that a header cannot contain'],
  ];
  for (const [what, credential, message] of bad) {
    it(`that ${what} is a ConfigError that does not quote it; nothing is sent`, async () => {
      const { client, api } = acmeClient(
        lastIdPages(['a']),
        {},
        { ...acme, auth: () => bearer(credential, 'adminKey') },
      );
      const error: unknown = await firstValueFrom(client.list(things)).catch((given: unknown) => given);
      expect(error).to.be.instanceOf(ConfigError);
      expect((error as Error).message)
        .to.contain(message)
        .and.to.contain('acme.things, page 0');
      expect(inspect(error, { depth: 9 })).not.to.contain(CANARY);
      expect(api.log).to.deep.equal([]);
    });
  }

  it('goes out under a name in lower case, however its header was spelled', async () => {
    const auth = { header: 'X-API-Key', credential: CANARY, option: 'apiKey' };
    expect(await headersOf(auth)).to.deep.equal({ 'x-api-key': CANARY });
    expect(await headersOf({ ...auth, credential: () => CANARY })).to.deep.equal({ 'x-api-key': CANARY });
  });

  it('is asked for each request and for each attempt', () => {
    let asked = 0;
    const auth = () => bearer(() => `key-${String((asked += 1))}`);
    const [first, second] = lastIdPages(['a'], ['b']);
    const { client, api } = acmeClient([first!, { status: 503 }, second!], {}, { ...acme, auth });
    client.list(things).subscribe();
    api.run();
    expect(api.log.map(({ headers }) => headers['authorization'])).to.deep.equal([
      'Bearer key-1',
      'Bearer key-2',
      'Bearer key-3',
    ]);
  });

  it('that fails to come is not asked for again, and nothing is sent without it', () => {
    let asked = 0;
    const failing = (): Observable<string> => {
      asked += 1;
      return throwError(() => new Error('vault sealed'));
    };
    const { client, api } = acmeClient(lastIdPages(['a']), {}, { ...acme, auth: () => bearer(failing) });
    let error: unknown;
    client.list(things).subscribe({ error: (given: unknown) => (error = given) });
    api.run();
    expect(error).to.have.property('_tag', 'ConfigError');
    expect((error as Error).cause).to.have.property('message', 'vault sealed');
    expect([asked, api.log]).to.deep.equal([1, []]);
  });

  it('that fails to come leaves nothing of what it asked with in its error', () => {
    const refusal = Object.assign(new Error(`POST /oauth?client_secret=${CANARY} answered 401`), {
      config: { headers: { authorization: `Basic ${CANARY}` } },
      cause: new Error(`refused ${CANARY}`),
    });
    const { client, api } = acmeClient(
      [],
      {},
      { ...acme, auth: () => bearer(() => throwError(() => refusal)) },
    );
    let error: unknown;
    client.list(things).subscribe({ error: (given: unknown) => (error = given) });
    api.run();
    expect(error).to.be.instanceOf(ConfigError);
    expect((error as Error).cause)
      .to.have.property('message')
      .that.includes('answered 401');
    expect(inspect(error, { depth: 9, showHidden: true })).not.to.include(CANARY);
  });

  it('that hangs is given up by the timeout of the attempt', () => {
    const { client, api } = acmeClient(
      lastIdPages(['a']),
      { retry: false },
      { ...acme, auth: () => bearer(() => NEVER) },
    );
    let error: unknown;
    client.list(things).subscribe({ error: (given: unknown) => (error = given) });
    api.run();
    expect(error).to.include({ _tag: 'TimeoutError', code: 'timeout-response' });
    expect(api.scheduler.now()).to.equal(30_000);
  });

  it('stands in no event and no error', () => {
    const { client, api } = acmeClient([
      { status: 503, json: { error: 'no' } },
      { status: 401, json: { error: 'no' } },
    ]);
    const events: unknown[] = [];
    client.events$.subscribe((event) => events.push(event));
    let error: unknown;
    client.list(things).subscribe({ error: (given: unknown) => (error = given) });
    api.run();
    expect(api.log.length).to.equal(2);
    expect(events.length).to.be.greaterThan(3);
    expect(inspect([events, error], { depth: 9 }) + JSON.stringify([events, error])).not.to.contain(CANARY);
  });
});
