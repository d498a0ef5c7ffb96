import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { CATALOG } from '../../src/cli/catalog.js';
import { TITLES } from '../../src/cli/output/endpoints-page.js';
import { PROVIDERS } from '../../src/providers/names.js';
import { countsIn, withCounts } from './counts.js';

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

  for (const page of ['README.md', 'docs/providers.md'])
    it(`${page} has each provider, with the number of its lists as \`npm run docs\` writes it`, () => {
      const text = readFileSync(page, 'utf8');
      expect(countsIn(text)).to.deep.equal([...PROVIDERS]);
      expect(withCounts(text)).to.equal(text);
    });

  it('says how many lists and providers there are', () => {
    expect(withCounts('[1 in all]')).to.match(/^\[\d{3} in all\]$/);
    expect(readme).to.match(/\[\d+ in all\]/);
    const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'];
    expect(readFileSync('docs/providers.md', 'utf8')).to.include(
      `${words[PROVIDERS.length] ?? ''} are built in`,
    );
  });

  for (const provider of PROVIDERS)
    it(`docs/live-monitor.md names the source of ${provider}`, () => {
      expect(readFileSync('docs/live-monitor.md', 'utf8')).to.include(`| \`${provider}Source\``);
    });

  it('docs/providers.md has a row for each type of event', () => {
    const source = readFileSync('src/endpoint/events.ts', 'utf8');
    const types = [...source.matchAll(/^ {2}readonly type: '(\w+)';$/gm)].map(([, type]) => type ?? '');
    const guide = readFileSync('docs/providers.md', 'utf8');
    expect(types).to.include('request');
    expect(types.filter((type) => !guide.includes(`\n| \`${type}\` `))).to.deep.equal([]);
  });

  // `wallets` or `usage`, then what is beneath it: the tables name each part once, and not each whole path.
  const section = (title: string): string =>
    readFileSync('docs/providers.md', 'utf8')
      .split(/^## /m)
      .find((text) => title.startsWith(text.split('\n')[0] ?? title)) ?? '';

  for (const provider of PROVIDERS)
    it(`docs/providers.md names each list of ${provider} in its section`, () => {
      const text = section(TITLES[provider]);
      const missing = CATALOG.filter((entry) => entry.provider === provider).filter(
        ({ id }) =>
          !id
            .split('.')
            .slice(1)
            .every((part) => new RegExp(`[\`.]${part}\\b`).test(text)),
      );
      expect(missing.map(({ id }) => id)).to.deep.equal([]);
    });
});
