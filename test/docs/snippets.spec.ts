import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { snippetsOf } from './extract.js';
import { pages, root, trimmed, workThrough, type Sheet } from './sheet.js';

describe('every program of the documentation', () => {
  const snippets = pages().flatMap((page) => snippetsOf(page, readFileSync(join(root, page), 'utf8')));
  let sheet: Sheet | undefined;

  before(async function () {
    // Bounded by the limit of each snippet, not by the speed of the machine.
    this.timeout(0);
    sheet = await workThrough(snippets);
  });

  after(() => {
    sheet?.close();
  });

  it('is found: the README has at least one', () => {
    expect(snippets.filter(({ place }) => place.startsWith('README.md'))).not.to.have.length(0);
  });

  for (const snippet of snippets) {
    it(`${snippet.place} compiles${snippet.run ? ' and runs' : ''}`, () => {
      expect(sheet?.diagnostics(snippet)).to.equal('');
      if (!snippet.run) return;
      const outcome = sheet?.outcome(snippet);
      expect(outcome?.code, outcome?.stderr).to.equal(0);
      if (snippet.output !== undefined)
        expect(trimmed(outcome?.stdout ?? '')).to.equal(trimmed(snippet.output));
    });
  }
});
