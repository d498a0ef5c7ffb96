import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { holdsTitle, linkedRows } from './links.js';
import { root } from './sheet.js';

const page = readFileSync(join(root, 'docs/reliability.md'), 'utf8');

/** Rows that each section has at least: a row that is taken out is a promise that is taken back. */
const LEAST: Readonly<Record<string, number>> = {
  RxJS: 16,
  Paging: 15,
  'Retry and limits': 12,
  'Decoding and data': 12,
  'Met in 2026-11': 11,
};

describe('docs/reliability.md', () => {
  const rows = linkedRows(page);

  for (const [section, least] of Object.entries(LEAST)) {
    it(`${section}: has its ${String(least)} rows`, () => {
      expect(rows.filter((row) => row.section === section)).to.have.length.of.at.least(least);
    });
  }

  for (const { section, what, links } of rows) {
    describe(`${section}: ${what}`, () => {
      it('names a test', () => {
        expect(links).not.to.have.length(0);
      });

      for (const { path, title } of links) {
        it(`${path}: ${title}`, () => {
          const file = join(root, 'docs', path);
          expect(existsSync(file), `there is no ${path}`).to.equal(true);
          const source = readFileSync(file, 'utf8');
          // A test of types has no title: what it shows stands in a comment.
          const holds = path.endsWith('.test-d.ts') ? source.includes(title) : holdsTitle(source, title);
          expect(holds, `${path} has no such test`).to.equal(true);
        });
      }
    });
  }
});

describe('linkedRows', () => {
  const table = [
    '# Page',
    '## One',
    '| promise | test |',
    '| --- | --- |',
    '| a | [x](../test/x.spec.ts) `a title` [y](../test/y.spec.ts) `another` |',
    '| b | none |',
    '',
    '| other | column |',
    '| --- | --- |',
    '| c | d |',
  ].join('\n');

  it('finds every link of a row, and the rows without one', () => {
    expect(linkedRows(table)).to.deep.equal([
      {
        section: 'One',
        what: 'a',
        links: [
          { path: '../test/x.spec.ts', title: 'a title' },
          { path: '../test/y.spec.ts', title: 'another' },
        ],
      },
      { section: 'One', what: 'b', links: [] },
    ]);
  });
});

describe('holdsTitle', () => {
  const source = [
    "it('a page is kept', () => undefined);",
    'for (const n of [1, 2]) it(`page ${String(n)} of them is kept`, () => undefined);',
    'for (const name of names) it(`${name}`, () => undefined);',
    "const table = [['from a table', 1]];",
    '// it("a comment is no test")',
  ].join('\n');

  for (const [title, holds] of [
    ['a page is kept', true],
    ['page 7 of them is kept', true],
    ['from a table', true],
    ['a page', false],
    ['a page is kept, always', false],
    ['page of them is kept', false],
    ['a comment is no test', false],
    ['anything', false],
  ] as const) {
    it(`${title}: ${holds ? 'is there' : 'is not there'}`, () => {
      expect(holdsTitle(source, title)).to.equal(holds);
    });
  }
});
