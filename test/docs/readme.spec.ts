import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

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
});
