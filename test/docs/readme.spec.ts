import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { CATALOG } from '../../src/cli/catalog.js';
import { TITLES } from '../../src/cli/output/endpoints-page.js';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';

/** How many lists a provider has that are operations of its vendor. */
const listsOf = (name: ProviderName): number =>
  CATALOG.filter(({ provider, kind }) => provider === name && kind !== 'composed' && kind !== 'read').length;

describe('README.md', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('names each entry of the package', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      exports: Record<string, unknown>;
    };
    const entries = Object.keys(exports)
      .filter((name) => name !== './package.json' && !name.endsWith('/endpoints'))
      .map((name) => `\`headwater${name.slice(1)}\``);
    expect(entries).to.include('`headwater/angular`');
    expect(entries.filter((entry) => !readme.includes(entry))).to.deep.equal([]);
  });

  it('leads to each page of docs/', () => {
    const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));
    expect(pages.filter((name) => !readme.includes(`(docs/${name}`))).to.deep.equal([]);
  });

  for (const provider of PROVIDERS)
    it(`has ${provider} in its table, with the number of its lists, as docs/providers.md does`, () => {
      const lists = String(listsOf(provider));
      expect(readme).to.match(
        new RegExp(`\\| \\[${provider}\\]\\(docs/providers\\.md#[\\w-]+\\) +\\| +${lists} \\|`),
      );
      const guide = readFileSync('docs/providers.md', 'utf8').replaceAll(/\s+/g, ' ');
      expect(guide).to.include(`${lists} of ${TITLES[provider]}`);
    });

  for (const provider of PROVIDERS)
    it(`docs/live-monitor.md names the source of ${provider}`, () => {
      expect(readFileSync('docs/live-monitor.md', 'utf8')).to.include(`| \`${provider}Source\``);
    });
});
