import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { assemble, declarationsOfTrees, straightened } from '../../scripts/lib/assemble.mjs';
import { hoisted } from '../../scripts/lib/hoisted-imports.mjs';

describe('what is shipped', () => {
  describe('the declaration of a tree', () => {
    it('names the endpoints in place of their types', () => {
      const text = `import * as all from './endpoints.js';
/** Parts. */
const parts = { parts: { list: all.parts } };
export const lists = { ...parts, users: { list: all.users } };
`;
      expect(declarationsOfTrees(text)).to.equal(`import * as all from './endpoints.js';
declare const parts: { readonly parts: { readonly list: typeof all.parts; }; };
export declare const lists: typeof parts & { readonly users: { readonly list: typeof all.users; }; };
export {};
`);
    });

    for (const text of [
      'export const a = 1;',
      'export const a = { b: f() };',
      'export const a = { b: c };\nexport type A = string;',
      'export function f() {}',
    ]) {
      it(`leaves any other module to the compiler: ${text}`, () => {
        expect(declarationsOfTrees(text)).to.equal(undefined);
      });
    }
  });

  describe('a type that the compiler reaches through the index', () => {
    const files: Readonly<Record<string, string>> = {
      'src/index.d.ts': "export { Secret } from './http/secret.js';\nexport * from './walk/index.js';\n",
      'src/http/secret.d.ts': 'export declare class Secret {}\n',
      'src/walk/index.d.ts': "export { Shown as Param } from '../endpoint/param.js';\n",
      'src/endpoint/param.d.ts': 'export interface Shown {}\n',
    };
    const straight = (text: string): string =>
      String(straightened('src/providers/a/codecs.d.ts', text, (file: string) => files[file]));

    it('is imported from where it is declared, also under another name', () => {
      expect(straight('a: import("../../index.js").Secret; b: import("../../index.js").Param;')).to.equal(
        'a: import("../../http/secret.js").Secret; b: import("../../endpoint/param.js").Shown;',
      );
    });

    it('stays as it is where it is declared nowhere', () => {
      expect(straight('a: import("../../index.js").Lost;')).to.equal('a: import("../../index.js").Lost;');
    });
  });

  describe('a type that the compiler imports at each place', () => {
    it('is imported once', () => {
      const text = `export declare const a: import("./list.js").List<import("./item.js").Item>;
export declare const b: import("./item.js").Item;
`;
      expect(hoisted(text)).to.equal(`import type { List } from './list.js';
import type { Item } from './item.js';
export declare const a: List<Item>;
export declare const b: Item;
`);
    });

    it('stays as it is where something else has its name, or it is a whole module', () => {
      for (const text of [
        "import { Item } from './other.js';\nexport declare const a: Item | import('./item.js').Item;\n",
        "export declare const a: <Item>(item: Item) => import('./item.js').Item;\n",
        "export declare const a: typeof import('./item.js');\n",
        // One that is everywhere, and is not imported.
        "export declare const a: Item | import('./item.js').Item;\n",
      ]) {
        expect(hoisted(text)).to.equal(text);
      }
      expect(hoisted("export declare const a: [import('./a.js').Item, import('./b.js').Item];\n")).to.equal(
        "import type { Item } from './a.js';\nexport declare const a: [Item, import('./b.js').Item];\n",
      );
    });

    it('may have the name of a property', () => {
      expect(hoisted("export declare const a: { readonly Item: import('./item.js').Item };\n")).to.equal(
        "import type { Item } from './item.js';\nexport declare const a: { readonly Item: Item };\n",
      );
    });
  });

  describe('a build', () => {
    const root = mkdtempSync(join(tmpdir(), 'headwater-assemble-'));
    const write = (file: string, text: string): void => {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    };
    const shipped = (file: string): string => readFileSync(join(root, 'dist', file), 'utf8');

    before(async () => {
      write(
        'package.json',
        JSON.stringify({
          exports: { '.': { types: './dist/src/index.d.ts', default: './dist/src/index.js' } },
        }),
      );
      write('build/src/index.js', "/** A. */\nexport { a } from './used.js';\n");
      write('build/src/used.js', 'export const a = 1;\n');
      write('build/src/index.d.ts', "/** A. */\nexport * from './used.js';\n");
      write('build/src/used.d.ts', 'export declare const a: 1;\n');
      write('build/src/unused.d.ts', 'export declare const b: 1;\n');
      write('build/named/src/used.d.ts', 'export declare const a: One;\n');
      write('dist/src/gone.js', 'export const old = 1;\n');
      await assemble(root);
    });

    after(() => {
      rmSync(root, { recursive: true, force: true });
    });

    it('ships the declarations that an entry leads to, with their comments, and no other', () => {
      expect(shipped('src/index.d.ts')).to.equal("/** A. */\nexport * from './used.js';\n");
      expect(existsSync(join(root, 'dist/src/used.d.ts'))).to.equal(true);
      expect(existsSync(join(root, 'dist/src/unused.d.ts'))).to.equal(false);
    });

    it('ships declarations whose types are named in place of what the compiler wrote', () => {
      expect(shipped('src/used.d.ts')).to.equal('export declare const a: One;\n');
      expect(existsSync(join(root, 'dist/named'))).to.equal(false);
    });

    it('ships the entry as one script, without comments', () => {
      expect(shipped('src/index.js')).to.match(/const a = 1;[^]*export \{ a \};/);
      expect(shipped('src/index.js')).not.to.contain('A.');
      expect(existsSync(join(root, 'dist/src/used.js'))).to.equal(false);
    });

    it('leaves nothing of an earlier one', () => {
      expect(existsSync(join(root, 'dist/src/gone.js'))).to.equal(false);
    });
  });
});
