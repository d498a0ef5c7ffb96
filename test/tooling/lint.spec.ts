import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The rules of this house that no preset brings; they need no types, so that a line can be judged without a project. */
const OURS = [
  'no-restricted-globals',
  'no-restricted-imports',
  'no-restricted-syntax',
  '@typescript-eslint/ban-ts-comment',
  '@typescript-eslint/no-explicit-any',
  'comments/require-description',
  'no-console',
  'regexp/no-super-linear-backtracking',
  'regexp/no-super-linear-move',
];

/** The names of the rules that a line of code breaks in a file of that name. */
const judge = async (file: string, code: string): Promise<string[]> => {
  const config = (await new ESLint({ cwd: root }).calculateConfigForFile(join(root, file))) as Linter.Config;
  const rules = Object.fromEntries(
    OURS.flatMap((name) => {
      const setting = config.rules?.[name];
      return setting === undefined ? [] : [[name, setting] as const];
    }),
  );
  const messages = new Linter().verify(
    code,
    [
      {
        files: ['**/*.ts'],
        languageOptions: {
          parser: tseslint.parser,
          globals: {
            process: 'readonly',
            Buffer: 'readonly',
            fetch: 'readonly',
            console: 'readonly',
            window: 'readonly',
          },
        },
        plugins: config.plugins ?? {},
        rules,
      },
    ],
    { filename: file },
  );
  return [...new Set(messages.map(({ ruleId, message }) => ruleId ?? message))];
};

describe('the linter', () => {
  const refused: readonly (readonly [code: string, rule: string, file?: string])[] = [
    ['export const a = Date.now();', 'no-restricted-syntax'],
    ['export const a = new Date();', 'no-restricted-syntax'],
    ['export const a = Math.random();', 'no-restricted-syntax'],
    ['export const a = /\\d+x/;', 'regexp/no-super-linear-move'],
    ['export const a = /^(?:a|b+)*$/;', 'regexp/no-super-linear-backtracking'],
    ['export const a = /^\\s*,?\\s*$/;', 'regexp/no-super-linear-backtracking', 'test/x.spec.ts'],
    ['setTimeout(() => undefined, 5);', 'no-restricted-syntax'],
    [
      'export const a = (x: unknown) => x instanceof Observable;',
      'no-restricted-syntax',
      'src/node/gateway.ts',
    ],
    [
      'export const a = (x: unknown) => x instanceof Observable;',
      'no-restricted-syntax',
      'test/operators/a.spec.ts',
    ],
    ['setTimeout(() => undefined, 5);', 'no-restricted-syntax', 'test/operators/a.spec.ts'],
    ...[
      "error.message.includes('timed out')",
      "error?.message?.startsWith('no ')",
      '/timed out/.test(error.message)',
      '/at (\\d+)/.exec(message)',
      "message.split(': ')",
      "error.advice === 'Try again.'",
      "'none' !== entry.doc",
      'error.message.slice(0, 5)',
    ].map((code) => [`export const a = ${code};`, 'no-restricted-syntax'] as const),
    ["switch (error.message) { case 'a': break; }", 'no-restricted-syntax'],
    ["export const a = error.message.includes('x');", 'no-restricted-syntax', 'src/cli/reason.ts'],
    ["export const a = error.message.includes('x');", 'no-restricted-syntax', 'operators/a.ts'],
    ['export const a = process.env;', 'no-restricted-globals'],
    ["export const a = Buffer.from('');", 'no-restricted-globals'],
    ["export const a = fetch('/');", 'no-restricted-globals'],
    ['export const a = window.name;', 'no-restricted-globals'],
    ["console.log('a');", 'no-console'],
    ["import { either } from 'fp-ts/lib/Either'; export const a = either;", 'no-restricted-imports'],
    [
      "import * as t from 'io-ts/Decoder'; export const a = t;",
      'no-restricted-imports',
      'test/operators/a.spec.ts',
    ],
    ["import { a } from 'rxjs/internal/a'; export const b = a;", 'no-restricted-imports'],
    ['export const a: any = 1;', '@typescript-eslint/no-explicit-any'],
    ['// @ts-ignore it is said to be fine\nexport const a = 1;', '@typescript-eslint/ban-ts-comment'],
    ['/* eslint-disable no-console */\nexport const a = 1;', 'comments/require-description'],
  ];

  for (const [code, rule, file = 'operators/a.ts'] of refused) {
    it(`refuses ${code.split('\n')[0] ?? ''} in ${file}`, async () => {
      expect(await judge(file, code)).to.include(rule);
    });
  }

  const accepted: readonly (readonly [code: string, file: string])[] = [
    ['export const a = (random = Math.random) => random();', 'operators/a.ts'],
    ['export const a = (ms: number) => new Date(ms);', 'src/codec/a.ts'],
    ["import { either as E } from 'fp-ts'; export const a = E;", 'operators/a.ts'],
    [
      "import { TestScheduler } from 'rxjs/testing'; export const a = TestScheduler;",
      'test/operators/a.spec.ts',
    ],
    ['export const a = process.env; export const b = Date.now();', 'src/sandbox/a.ts'],
    ["console.log('a');", 'src/cli/a.ts'],
    ["export const a = error.code === 'paging-loop';", 'operators/a.ts'],
    ['export const a = error.message === undefined;', 'src/cli/a.ts'],
    ['export const a = `${error.message} (again)`;', 'operators/a.ts'],
  ];

  for (const [code, file] of accepted) {
    it(`accepts ${code} in ${file}`, async () => {
      expect(await judge(file, code)).to.deep.equal([]);
    });
  }
});
