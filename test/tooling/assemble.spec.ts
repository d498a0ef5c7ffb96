import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { assemble, declarationsOfTrees, straightened } from '../../scripts/lib/assemble.mjs';

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
