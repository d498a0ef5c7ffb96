import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { defaultTransport } from '../../src/http/default-transport.js';
import { defaultTransport as ofNode } from '../../src/http/node/transport.js';

/** Conditions are tried in the order in which they are written. */
type Conditions = Readonly<Record<string, string>>;

describe('defaultTransport', () => {
  const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly imports: Readonly<Record<string, Conditions>>;
  };
  /** The file that a runtime or a bundler takes, which knows these conditions. */
  const chosen = (name: string, conditions: readonly string[]): string | undefined =>
    Object.entries(imports[name] ?? {}).find(([condition]) => conditions.includes(condition))?.[1];

  const NODE = './dist/src/http/node/transport.js';
  const WEB = './dist/src/http/web/transport.js';
  const platforms: readonly (readonly [string, readonly string[], string])[] = [
    ['Node.js', ['node', 'import', 'module-sync', 'default'], NODE],
    ['require() in Node.js', ['node', 'require', 'module-sync', 'default'], NODE],
    ['Deno', ['deno', 'node', 'import', 'default'], NODE],
    ['Bun, which knows node, too', ['bun', 'node', 'import', 'default'], WEB],
    ['a bundle for a browser', ['browser', 'module', 'import', 'default'], WEB],
    ['a worker at the edge', ['workerd', 'worker', 'browser', 'import', 'default'], WEB],
    ['anything else', ['default'], WEB],
  ];
  for (const [platform, conditions, file] of platforms) {
    it(`is ${file === NODE ? 'undici' : 'fetch'} in ${platform}`, () => {
      expect(chosen('#transport', conditions)).to.equal(file);
    });
  }

  it('leaves cross-fetch out of a bundle for a browser', () => {
    expect(chosen('#cross-fetch', ['browser', 'import', 'default'])).to.equal(
      './dist/src/http/web/no-fetch.js',
    );
    expect(chosen('#cross-fetch', ['import', 'default'])).to.equal('./dist/src/http/web/cross-fetch.js');
  });

  it('leaves the codes of Node.js and OpenSSL out of a bundle for a browser', () => {
    expect(chosen('#system', ['browser', 'import', 'default'])).to.equal('./dist/src/http/web/no-system.js');
    for (const conditions of [['node', 'import', 'default'], ['bun', 'node', 'default'], ['default']]) {
      expect(chosen('#system', conditions)).to.equal('./dist/src/http/system.js');
    }
  });

  it('is that of Node.js here, from the source as well', () => {
    expect(defaultTransport).to.equal(ofNode);
  });
});
