import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { BANNED } from '../support/english.js';

const ROOT = new URL('../../', import.meta.url);

/** Prose alone: neither programs nor their output, nor names and titles in backquotes. */
const proseOf = (markdown: string): string =>
  markdown.replaceAll(/^```[\s\S]+?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');

const PAGES = ['README.md', ...readdirSync(new URL('docs/', ROOT)).map((name) => `docs/${name}`)].filter(
  // Measured results, written by a test from titles.
  (path) => path.endsWith('.md') && path !== 'docs/conformance.md',
);

describe('the English of the guide', () => {
  for (const path of PAGES) {
    it(`${path} is written as the field writes`, () => {
      const prose = proseOf(readFileSync(new URL(path, ROOT), 'utf8'));
      const found = BANNED.filter(({ everywhere, word }) => everywhere && word.test(prose)).map(
        ({ word, instead }) => `${word.source}: write ${instead}`,
      );
      expect(found).to.deep.equal([]);
    });
  }

  it('judges prose, and no code', () => {
    expect(proseOf('It stands.\n```ts\ntold();\n```\nA `told` word.\n')).to.equal('It stands.\n\nA  word.\n');
  });
});
