import { expect } from 'chai';
import { lastValueFrom, of, throwError } from 'rxjs';
import {
  bearer,
  createClient,
  isHeadwaterError,
  isSecret,
  secret,
  type ClientOptions,
} from '../../src/index.js';
import { things } from '../support/acme.js';

/** The same module once more, as a second copy of the package has it. */
const again = async <M>(path: string): Promise<M> =>
  (await import(new URL(`${path}?copy`, import.meta.url).href)) as M;

const failureOf = (options: ClientOptions, credential: unknown = 'k'): Promise<unknown> =>
  lastValueFrom(
    createClient(
      { name: 'acme', baseUrl: 'https://api.acme.test', auth: () => bearer(credential as string) },
      { retry: false, ...options },
    ).list(things),
  ).then(
    () => undefined,
    (error: unknown) => error,
  );

describe('two copies of the package in one program', () => {
  it('a secret of the other copy is one: as a credential, in a header, and compared', async () => {
    const { Secret } = await again<typeof import('../../src/http/secret.js')>('../../src/http/secret.ts');
    const other = new Secret('sk-1');
    expect(other.constructor).not.to.equal(secret('sk-1').constructor);
    expect(isSecret(other)).to.equal(true);
    expect(secret('sk-1').equals(other)).to.equal(true);
    expect(secret('sk-2').equals(other)).to.equal(false);
    const sent: unknown[] = [];
    const options: ClientOptions = {
      headers: { 'x-key': other },
      transport: ({ headers }) => {
        sent.push(Object.values(headers).map((value) => (isSecret(value) ? value.reveal() : value)));
        return of({ status: 404, header: () => null, text: () => of('') });
      },
    };
    expect(await failureOf(options, other)).to.have.property('code', 'http-not-found');
    expect(sent).to.have.nested.property('[0]').that.includes.members(['sk-1', 'Bearer sk-1']);
  });

  it('what is no secret is none, whatever it is called', () => {
    for (const value of [null, undefined, 'sk-1', {}, { reveal: () => 'x' }, { 'headwater.secret': true }])
      expect(isSecret(value as string)).to.equal(false);
  });

  it('an error of the other copy is one of the family, and passes as it is', async () => {
    const { HttpError } = await again<typeof import('../../src/http/errors.js')>('../../src/http/errors.ts');
    const other = new HttpError({ code: 'http-not-found', message: 'gone', advice: 'Look.', status: 404 });
    expect(isHeadwaterError(other)).to.equal(true);
    expect(isHeadwaterError({ _tag: 'HttpError' })).to.equal(false);
    expect(await failureOf({ transport: () => throwError(() => other) })).to.equal(other);
  });

  it('what a transport of the other copy fails with means the same', async () => {
    const { BodyEncodingError, BodyTooLargeError, NoResponseError } = await again<
      typeof import('../../src/http/transport.js')
    >('../../src/http/transport.ts');
    const refused = { code: 'network-certificate', message: 'm', advice: 'A.', retryable: false } as const;
    for (const [error, code] of [
      [new BodyTooLargeError(5), 'decode-too-large'],
      [new BodyEncodingError('odd'), 'decode-encoding'],
      [new NoResponseError(refused), 'network-certificate'],
    ] as const)
      expect(await failureOf({ transport: () => throwError(() => error) })).to.have.property('code', code);
  });

  it('a wait that a limiter of the other copy refuses is told as one', async () => {
    const { slidingWindowLimiter } = await again<typeof import('../../operators/slidingWindowLimiter.js')>(
      '../../operators/slidingWindowLimiter.ts',
    );
    const { WaitTooLongError } =
      await again<typeof import('../../operators/errors.js')>('../../operators/errors.ts');
    const admit = () => throwError(() => new WaitTooLongError(5000, 1000));
    const limiter = Object.assign(slidingWindowLimiter(), { admit });
    expect(await failureOf({ limiter })).to.have.property('code', 'rate-limit-held');
  });
});
