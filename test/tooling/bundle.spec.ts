import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { rolldown } from 'rolldown';
import { bundle, marked, scriptEntries } from '../../scripts/lib/bundle.mjs';

describe('the scripts that are shipped', () => {
  describe('a constant that a bundler may leave out', () => {
    const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
      ['a call', 'const a = f(1);', 'const a = /* @__PURE__ */ f(1);'],
      ['a call of a member', 'export const a = t.type(b);', 'export const a = /* @__PURE__ */ t.type(b);'],
      ['an instance', 'const a = new Map();', 'const a = /* @__PURE__ */ new Map();'],
      ['a call within a call', 'const a = f(g());', 'const a = /* @__PURE__ */ (() => (f(g())))();'],
      [
        'an object that holds a call',
        'const a = { b: f() };',
        'const a = /* @__PURE__ */ (() => ({ b: f() }))();',
      ],
      ['a property', 'const a = b.c;', 'const a = /* @__PURE__ */ (() => (b.c))();'],
      ['a spread', 'const a = [...b];', 'const a = /* @__PURE__ */ (() => ([...b]))();'],
      ['two of them', 'const a = f(), b = g();', 'const a = /* @__PURE__ */ f(), b = /* @__PURE__ */ g();'],
    ];
    for (const [what, text, expected] of cases) {
      it(`is marked: ${what}`, () => {
        expect(marked(text)).to.equal(expected);
      });
    }

    for (const [what, text] of [
      ['a literal', 'const a = 1;'],
      ['a function, whatever it calls', 'const a = () => f(g());'],
      ['a class', 'const a = class { b = f(); };'],
      ['what is awaited', 'const a = await f();'],
      ['a statement', 'f();'],
    ] as const) {
      it(`is left as it is: ${what}`, () => {
        expect(marked(text)).to.equal(text);
      });
    }
  });

  it('begin at what exports, imports and bin lead to', () => {
    expect(
      scriptEntries({
        exports: {
          '.': { types: './dist/a.d.ts', default: './dist/a.js' },
          './package.json': './package.json',
        },
        imports: { '#b': { node: './dist/b.js', default: './dist/c.js' } },
        bin: { a: 'dist/main.js' },
      }),
    ).to.deep.equal(['a.js', 'b.js', 'c.js', 'main.js']);
  });

  describe('a bundle', () => {
    const root = mkdtempSync(join(tmpdir(), 'headwater-bundle-'));
    const write = (file: string, text: string): string => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
      return join(root, file);
    };
    let scripts: ReadonlyMap<string, string>;

    before(async () => {
      write(
        'package.json',
        JSON.stringify({
          exports: { '.': { default: './dist/index.js' }, './one': { default: './dist/one.js' } },
          dependencies: { '@some/package': '1.0.0' },
          imports: { '#where': { default: './dist/where.js' } },
        }),
      );
      write(
        'build/index.js',
        "export * from './one.js';\nexport * from './part.js';\nexport * from './plain.js';\nexport { where } from '#where';\n",
      );
      write(
        'build/part.js',
        "import { f } from '@some/package/f';\nexport const part = (text) => f(text);\n",
      );
      write('build/plain.js', "export const plain = () => 'plain';\n");
      write(
        'build/one.js',
        "import { made } from './made.js';\nexport const one = made('one');\nexport const other = made('other');\n",
      );
      write(
        'build/made.js',
        'export const made = (name) => ({ name, calls: [name].map((each) => each) });\n',
      );
      write('build/where.js', "export const where = 'here';\n");
      scripts = await bundle(root);
    });

    after(() => {
      rmSync(root, { recursive: true, force: true });
    });

    it('has one script for each entry, and leaves the choice of the platform to the program', () => {
      expect([...scripts.keys()]).to.include.members(['index.js', 'one.js', 'where.js']);
      expect(scripts.get('index.js')).to.contain('from "#where"');
    });

    const codeOf = async (text: string): Promise<string> => {
      for (const [file, script] of scripts) write(join('dist', file), script);
      write('dist/package.json', JSON.stringify({ type: 'module', sideEffects: false }));
      const bundling = await rolldown({ input: write('program.js', text), external: /^[#@]/ });
      const { output } = await bundling.generate({ format: 'esm' });
      return output[0].code;
    };

    it('lets the bundler of a program leave out what it does not use', async () => {
      const code = await codeOf("import { one } from './dist/one.js';\nconsole.log(one);\n");
      expect(code).to.contain('"one"');
      expect(code).not.to.contain('"other"');
    });

    it('lets it leave out the package of a part that it does not use', async () => {
      const without = await codeOf("import { plain } from './dist/index.js';\nconsole.log(plain());\n");
      expect(without).to.contain('"plain"');
      expect(without).not.to.contain('@some/package');
      expect(await codeOf("import { part } from './dist/index.js';\nconsole.log(part(''));\n")).to.contain(
        '@some/package',
      );
    });
  });
});
