import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allSources, faultOfConfig, readConfig } from '../../src/cli/config.js';
import { FakeFeed, fakeSource } from '../monitor/support/fake-source.js';

const source = fakeSource([new FakeFeed('keys')]);
const loader = { names: () => ['acme'], load: () => source };

const CASES: readonly [what: string, config: unknown, fault: RegExp | undefined][] = [
  ['an array of sources', { sources: [source] }, undefined],
  ['no source at all', { sources: [] }, undefined],
  ['a loader', { sources: loader }, undefined],
  ['rules and budgets', { sources: [], rules: [], budgets: [] }, undefined],
  ['no default export', undefined, /default export/],
  ['a function', () => undefined, /default export/],
  ['no sources', { rules: [] }, /no sources/],
  ['clients in place of sources', { sources: [{ keys: {} }] }, /neither/],
  ['a loader without names', { sources: { load: () => source } }, /neither/],
  ['rules by name', { sources: [], rules: { idle: true } }, /rules/],
  ['one budget', { sources: [], budgets: { name: 'all' } }, /budgets/],
];

describe('the configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-config-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const failure = (path: string): Promise<string> =>
    readConfig(path).then(
      () => '',
      (error: unknown) => String(error),
    );

  for (const [what, config, fault] of CASES)
    it(`${fault === undefined ? 'accepts' : 'refuses'} ${what}`, () => {
      const found = faultOfConfig(config);
      if (fault === undefined) expect(found).to.equal(undefined);
      else expect(found).to.match(fault);
    });

  it('is the default export of a module', async () => {
    const path = file(
      'a.mjs',
      "export default { sources: { names: () => ['x'], load: (name) => ({ name, feeds: [] }) } };",
    );
    const config = await readConfig(path);
    expect(await allSources(config)).to.deep.equal([{ name: 'x', feeds: [] }]);
  });

  it('sources of an array are as they are', async () => {
    expect(await allSources({ sources: [source] })).to.deep.equal([source]);
  });

  it('says which file has which fault, and what to do', async () => {
    expect(await failure(join(folder, 'none.mjs'))).to.match(/there is no file \S+none\.mjs\. Give the path/);
    expect(await failure(file('b.mjs', 'export default {'))).to.match(/b\.mjs cannot be loaded/);
    expect(await failure(file('c.mjs', 'export const sources = [];'))).to.match(
      /c\.mjs has no object.*Export/,
    );
  });
});
