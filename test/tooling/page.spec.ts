import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { buildPage } from '../../scripts/lib/page.mjs';

describe('the build of the page', () => {
  let root: string;
  let ran: string[];
  let said: string;
  let codes: Record<string, number>;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'headwater-page-'));
    [ran, said, codes] = [[], '', {}];
    put('package.json', '{}');
    put('dist/src/index.js', '');
    put('src/monitor/index.ts', 'a');
    put('src/cli/main.ts', 'a');
    put('web/src/main.ts', 'a');
    put('web/package-lock.json', 'a');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  /** Does what npm and the compiler would. */
  const execute = (_command: string, args: readonly string[]) => {
    const step = args[0] === 'ci' ? 'install' : 'compile';
    ran.push(step);
    const code = codes[step] ?? 0;
    if (code === 0) {
      if (step === 'install') mkdirSync(join(root, 'web/node_modules'), { recursive: true });
      else put('web/out/index.html', `page ${String(ran.length)}`);
    }
    return Promise.resolve({ code, stdout: '', output: code === 0 ? '' : 'error of the step' });
  };

  const build = () => buildPage({ root, write: (text: string) => (said += text), execute } as never);
  const page = (): string => readFileSync(join(root, 'dist/page/index.html'), 'utf8');

  it('installs and compiles the first time, and says that this takes long', async () => {
    expect(await build()).to.include({ code: 0, isBuilt: true });
    expect(ran).to.deep.equal(['install', 'compile']);
    expect(said).to.match(/takes about a minute …\n.*is built\n$/s);
    expect(page()).to.equal('page 2');
  });

  it('does nothing where nothing is newer, but puts the page where a build of the library removed it', async () => {
    await build();
    rmSync(join(root, 'dist/page'), { recursive: true });
    [ran, said] = [[], ''];
    expect(await build()).to.include({ code: 0, isBuilt: false });
    expect([ran, said]).to.deep.equal([[], '']);
    expect(page()).to.equal('page 2');
  });

  const changes: readonly (readonly [what: string, path: string, steps: readonly string[]])[] = [
    ['a source of the page', 'web/src/main.ts', ['compile']],
    ['a new file of it', 'web/src/app/new.ts', ['compile']],
    ['what of the library it may import', 'src/monitor/index.ts', ['compile']],
    ['its packages', 'web/package-lock.json', ['install', 'compile']],
    ['what of the library it may not import', 'src/cli/main.ts', []],
    ['what a build leaves behind', 'web/node_modules/.cache/x', []],
  ];
  for (const [what, path, steps] of changes)
    it(`${what} is newer: ${steps.join(' and ') || 'nothing'}`, async () => {
      await build();
      ran = [];
      put(path, 'b');
      await build();
      expect(ran).to.deep.equal(steps);
    });

  const failures: readonly (readonly [step: string, says: RegExp])[] = [
    [
      'install',
      /error of the step\nheadwater: the packages of the page cannot be installed\. Look whether .*npm/,
    ],
    ['compile', /error of the step\nheadwater: the page cannot be built\. Mend what is reported above/],
  ];
  for (const [step, says] of failures)
    it(`${step} fails: the page of before stays, what to do is said, and the next build tries again`, async () => {
      await build();
      put('web/src/main.ts', 'b');
      put('web/package-lock.json', 'b');
      codes = { [step]: 3 };
      const { code, output, isBuilt } = (await build()) as {
        readonly code: number;
        readonly output: string;
        readonly isBuilt: boolean;
      };
      expect([code, isBuilt]).to.deep.equal([3, false]);
      expect(output).to.match(says);
      expect(said).to.match(says);
      expect(page()).to.equal('page 2');
      codes = {};
      ran = [];
      expect(await build()).to.include({ code: 0, isBuilt: true });
      expect(ran).to.include('compile');
    });

  it('a build of another page does not count: where its files are gone they are made again', async () => {
    await build();
    rmSync(join(root, 'web/out'), { recursive: true });
    ran = [];
    await build();
    expect(ran).to.deep.equal(['compile']);
    expect(existsSync(join(root, 'dist/page/index.html'))).to.equal(true);
  });
});
