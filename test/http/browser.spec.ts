import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { inBrowser, type Page } from '../../src/http/browser.js';
import { fetchTransport } from '../../src/http/fetch-transport.js';
import { NoResponseError } from '../../src/http/transport.js';

const URL_OF_API = 'https://api.acme.test/keys';
const location = { origin: 'https://app.test', protocol: 'https:' };
const refused = new TypeError('Failed to fetch');

describe('what a browser hides', () => {
  const CORS = /Perhaps the server does not allow the origin https:\/\/app\.test \(CORS\), or/;
  const cases: readonly (readonly [what: string, page: Page, url: string, advice: RegExp, not?: RegExp])[] = [
    ['another origin', { location }, URL_OF_API, CORS, /mixed content|offline/],
    ['another origin, online', { location, navigator: { onLine: true } }, URL_OF_API, CORS, /offline/],
    [
      'a device that is offline',
      { location, navigator: { onLine: false } },
      URL_OF_API,
      /Perhaps this device is offline, or/,
    ],
    [
      'http from https',
      { location },
      'http://api.acme.test/',
      /Perhaps a page over https may not ask .*mixed content/,
    ],
    ['http on loopback from https', { location }, 'http://127.0.0.1:8080/', CORS, /mixed content/],
    ['http on localhost from https', { location }, 'http://localhost:8080/', CORS, /mixed content/],
    [
      'http from http',
      { location: { origin: 'http://app.test', protocol: 'http:' } },
      'http://api.acme.test/',
      /Perhaps the server does not allow the origin http:\/\/app\.test/,
      /mixed content/,
    ],
    [
      'the origin of the page',
      { location },
      'https://app.test/api',
      /Perhaps an extension such as an ad blocker/,
      /CORS/,
    ],
  ];
  for (const [what, page, url, advice, not] of cases) {
    it(`${what}: the advice names what it may be, the surest first`, () => {
      const error = inBrowser(refused, url, page);
      expect(error).to.be.instanceOf(NoResponseError).and.to.include({ retryable: true, cause: refused });
      expect((error as NoResponseError).advice)
        .to.match(advice)
        .and.to.include('ad blocker');
      if (not !== undefined) expect((error as NoResponseError).advice).not.to.match(not);
    });
  }

  it('is not guessed at where there is no page: Node.js, Bun, a worker at the edge, React Native', () => {
    const pages: readonly Page[] = [
      {},
      { navigator: { onLine: false } },
      { location: undefined },
      globalThis,
    ];
    for (const page of pages) expect(inBrowser(refused, URL_OF_API, page)).to.equal(refused);
  });

  it('is not guessed at where the error says why, or is no error of a fetch', () => {
    const errors = [
      new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) }),
      new DOMException('aborted', 'AbortError'),
      new RangeError('x'),
      'thrown',
      undefined,
    ];
    for (const error of errors) expect(inBrowser(error, URL_OF_API, { location })).to.equal(error);
  });

  it('any fetch that a page gives is explained', async () => {
    const transport = fetchTransport(() => Promise.reject(refused));
    const ask = () =>
      firstValueFrom(transport({ method: 'GET', url: URL_OF_API, headers: {} })).catch(
        (error: unknown) => error,
      );
    expect(await ask()).to.equal(refused);
    Object.defineProperty(globalThis, 'location', { value: location, configurable: true });
    try {
      expect(await ask()).to.be.instanceOf(NoResponseError);
    } finally {
      Reflect.deleteProperty(globalThis, 'location');
    }
  });
});
