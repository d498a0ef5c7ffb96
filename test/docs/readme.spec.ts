import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
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

  for (const provider of PROVIDERS)
    it(`docs/live-monitor.md names the source of ${provider}`, () => {
      expect(readFileSync('docs/live-monitor.md', 'utf8')).to.include(`| \`${provider}Source\``);
    });
});
