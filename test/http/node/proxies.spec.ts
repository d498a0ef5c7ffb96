import { expect } from 'chai';
import { ConfigError } from '../../../src/http/errors.js';
import { proxiesIn, type Environment } from '../../../src/http/node/proxies.js';

const A = 'http://a.test:1';
const B = 'https://b.test:2';

describe('the proxy variables', () => {
  const read: readonly (readonly [env: Environment, http: string, https: string, except?: string])[] = [
    [{ HTTP_PROXY: A }, A, ''],
    [{ http_proxy: A }, A, ''],
    [{ HTTPS_PROXY: A }, '', A],
    [{ https_proxy: A }, '', A],
    [{ HTTP_PROXY: A, HTTPS_PROXY: B }, A, B],
    [{ HTTP_PROXY: B, http_proxy: A }, A, ''],
    [{ HTTP_PROXY: B, http_proxy: '', HTTPS_PROXY: A }, '', A],
    [{ ALL_PROXY: A }, A, A],
    [{ all_proxy: A, HTTPS_PROXY: B }, A, B],
    [{ HTTP_PROXY: A, HTTPS_PROXY: B, ALL_PROXY: 'socks5://c.test:3' }, A, B],
    [{ HTTP_PROXY: ` ${A}\n` }, A, ''],
    [{ HTTP_PROXY: A, NO_PROXY: 'x.test,.y.test' }, A, '', 'x.test,.y.test'],
    [{ HTTP_PROXY: A, no_proxy: '*' }, A, '', '*'],
    [{ HTTP_PROXY: 'http://user:p%40ss@a.test' }, 'http://user:p%40ss@a.test', ''],
    [{ HTTP_PROXY: 'http://[::1]:3128/' }, 'http://[::1]:3128/', ''],
  ];
  for (const [env, http, https, except = ''] of read) {
    it(`${JSON.stringify(env)} is read`, () => {
      expect(proxiesIn(env)).to.deep.equal({ http, https, except });
    });
  }

  for (const env of [{}, { NO_PROXY: '*' }, { HTTP_PROXY: '' }, { HTTP_PROXY: ' ', https_proxy: '' }]) {
    it(`${JSON.stringify(env)} names no proxy`, () => {
      expect(proxiesIn(env)).to.equal(undefined);
    });
  }

  const malformed: readonly (readonly [name: string, value: string, message: RegExp])[] = [
    ['HTTP_PROXY', 'canary-proxy', /HTTP_PROXY is not the address of a proxy/],
    ['http_proxy', 'canary-proxy:3128', /http_proxy is not the address of a proxy/],
    ['HTTPS_PROXY', 'http://', /HTTPS_PROXY is not/],
    ['HTTPS_PROXY', 'http://user:canary-proxy@', /HTTPS_PROXY is not/],
    ['https_proxy', 'http://user:canary-proxy@host:port', /https_proxy is not/],
    ['HTTPS_PROXY', 'http://user:canary-proxy%@host:3128', /HTTPS_PROXY is not/],
    ['HTTPS_PROXY', 'ftp://canary-proxy', /HTTPS_PROXY is not/],
    ['ALL_PROXY', '//canary-proxy:3128', /ALL_PROXY is not/],
    ['ALL_PROXY', 'socks5://user:canary-proxy@host:1080', /ALL_PROXY names a SOCKS proxy/],
    ['all_proxy', 'socks5h://canary-proxy', /all_proxy names a SOCKS proxy/],
    ['HTTPS_PROXY', 'socks://canary-proxy', /HTTPS_PROXY names a SOCKS proxy/],
    ['HTTP_PROXY', 'SOCKS4A://canary-proxy:1080', /HTTP_PROXY names a SOCKS proxy/],
  ];
  for (const [name, value, message] of malformed) {
    it(`${name}=${value} is a ConfigError that names the variable, and not its value`, () => {
      let error: unknown;
      try {
        proxiesIn({ [name]: value });
      } catch (thrown) {
        error = thrown;
      }
      expect(error).to.be.instanceOf(ConfigError);
      expect((error as ConfigError).message).to.match(message);
      const shown = `${(error as ConfigError).stack ?? ''} ${JSON.stringify(error)}`;
      expect(shown.split('canary-proxy').length, 'the value is not shown').to.equal(1);
    });
  }
});
