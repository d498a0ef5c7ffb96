import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import * as rxjs from 'rxjs';
import { publicSymbols, type PublicSymbol } from './docstrings.js';
import { snippetOf, type Origin } from './examples.js';
import { root, trimmed, workThrough, type Sheet } from './sheet.js';
import { WITHOUT_EXAMPLE } from './without-example.js';

const STAGE = readFileSync(join(root, 'test/docs/stage.ts'), 'utf8');
const STAGED = new Set([...STAGE.matchAll(/^export const (\w+)/gm)].map(([, name]) => name));

/** An example means by a name what was made for examples, what its own entry means by it, RxJS, and any other entry. */
const originFor = (entry: string, symbols: readonly PublicSymbol[]): Origin => {
  const first = (name: string, isAsked: (symbol: PublicSymbol) => boolean): string | undefined =>
    symbols.find((symbol) => symbol.name.split('.')[0] === name && isAsked(symbol))?.entry;
  return (name) => {
    if (STAGED.has(name)) return './stage.js';
    const own = first(name, (symbol) => symbol.entry === entry);
    if (own !== undefined) return own;
    return name in rxjs ? 'rxjs' : first(name, (symbol) => !symbol.entry.endsWith('/endpoints'));
  };
};

describe('docstrings of what the package exports', () => {
  const symbols = publicSymbols();
  const snippets = symbols.flatMap(({ entry, examples }) =>
    examples.map((example) => snippetOf(example, originFor(entry, symbols))),
  );
  const callable = symbols.filter(({ kind }) => kind === 'function' || kind === 'class');
  const named = ({ entry, name }: PublicSymbol): string => `${entry} ${name}`;
  let sheet: Sheet | undefined;

  before(async function () {
    // Bounded by the limit of each example, not by the speed of the machine.
    this.timeout(0);
    sheet = await workThrough(snippets, { 'stage.ts': STAGE });
  });

  after(() => {
    sheet?.close();
  });

  it('are found: there are hundreds of them', () => {
    expect(symbols).to.have.length.above(1_000);
    expect(snippets).to.have.length.above(150);
  });

  for (const snippet of snippets) {
    it(`the example at ${snippet.place} compiles${snippet.run ? ', and prints what it says' : ''}`, () => {
      expect(sheet?.diagnostics(snippet)).to.equal('');
      if (!snippet.run) return;
      const outcome = sheet?.outcome(snippet);
      expect(outcome?.code, outcome?.stderr).to.equal(0);
      expect(trimmed(outcome?.stdout ?? '')).to.equal(trimmed(snippet.output ?? ''));
    });
  }

  it('say what each name is', () => {
    expect(symbols.filter(({ summary }) => summary === '').map(named)).to.deep.equal([]);
  });

  it('describe each parameter of a function', () => {
    const bare = callable.flatMap((symbol) =>
      symbol.bareParameters.map((name) => `${named(symbol)}: ${name}`),
    );
    expect(bare).to.deep.equal([]);
  });

  it('describe each member of an interface, a type or a class', () => {
    const bare = symbols.flatMap((symbol) => symbol.bareMembers.map((name) => `${named(symbol)}: ${name}`));
    expect(bare).to.deep.equal([]);
  });

  it('have an example for each function and class, or the reason why there is none', () => {
    const without = callable.filter(({ examples }) => examples.length === 0).map(named);
    expect(without.sort()).to.deep.equal([...WITHOUT_EXAMPLE.keys()].sort());
  });
});
