import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { unusedExports } from '../../scripts/lib/unused-exports.mjs';

const unusedIn = (files: Readonly<Record<string, string>>): readonly string[] => {
  const root = mkdtempSync(join(tmpdir(), 'headwater-exports-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return unusedExports(root);
  } finally {
    rmSync(root, { recursive: true });
  }
};

const A = 'export const a = 1;\n';

describe('exports that no other file imports', () => {
  const unused: readonly (readonly [what: string, text: string, names: readonly string[]])[] = [
    ['a value', A, ['a']],
    ['a value that its own file uses', `${A}export const b = a;\n`, ['a', 'b']],
    [
      'a function, a class, a type',
      'export function f() {}\nexport class C {}\nexport type T = 1;\n',
      ['f', 'C', 'T'],
    ],
    [
      'overloads, once',
      'export function f(x: 1): 1;\nexport function f(x: unknown) {\n  return x;\n}\n',
      ['f'],
    ],
    ['parts of an object and of an array', 'export const { a, b: [c] } = { a: 1, b: [2] };\n', ['a', 'c']],
  ];
  for (const [what, text, names] of unused) {
    it(`are found: ${what}`, () => {
      expect(unusedIn({ 'src/a.ts': text })).to.deep.equal(names.map((name) => `src/a.ts: ${name}`));
    });
  }

  const uses: readonly (readonly [how: string, file: string, text: string])[] = [
    ['imported by name', 'src/b.ts', "import { a } from './a.js';\n"],
    ['imported under another name', 'test/b.spec.ts', "import { a as c } from '../src/a.js';\n"],
    ['imported as a type', 'type-tests/b.test-d.ts', "import type { a } from '../src/a.js';\n"],
    ['imported with all others', 'src/b.ts', "import * as all from './a.js';\n"],
    ['handed on by name', 'src/index.ts', "export { a } from './a.js';\n"],
    ['handed on with all others', 'src/index.ts', "export * from './a.js';\n"],
    ['imported when it is needed', 'src/b.ts', "const b = () => import('./a.js');\n"],
    ['asked for its type', 'src/b.ts', "type B = typeof import('./a.js');\n"],
    ['imported by a path that is put together', 'bench/b.mjs', 'await import(`../src/${name}.js`);\n'],
    ['imported without an ending, as the page does', 'web/src/b.ts', "import { a } from '../../src/a';\n"],
  ];
  for (const [how, file, text] of uses) {
    it(`are not those that are ${how}`, () => {
      expect(unusedIn({ 'src/a.ts': A, [file]: text })).to.deep.equal([]);
    });
  }

  it('of a name that another file has, too, only the one that nothing imports is found', () => {
    const files = { 'src/a.ts': A, 'src/b.ts': A, 'src/c.ts': "import { a } from './b.js';\n" };
    expect(unusedIn(files)).to.deep.equal(['src/a.ts: a']);
  });

  it('a file that imports itself is no other file', () => {
    expect(unusedIn({ 'src/a.ts': `import * as self from './a.js';\n${A}` })).to.deep.equal(['src/a.ts: a']);
  });
});
