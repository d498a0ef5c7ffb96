import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect } from 'chai';
import { PROVIDERS } from '../../src/providers/names.js';
import { boxFor } from '../sandbox/support.js';
import { envOf, linesOf, loadedBy, loadedByAll, programScript, spawned, start } from './support.js';

describe('the program', () => {
  const box = boxFor();

  it('prints a list and exits 0', async () => {
    const { code, out } = await spawned(['list', 'openai.users'], envOf(box()));
    expect(code).to.equal(0);
    expect(linesOf(out)).to.have.length(box().control.counts().openai.users);
  });

  it('exits 1 with nothing on stdout where it is used wrongly', async () => {
    expect(await spawned(['list', 'nothing'])).to.include({ code: 1, out: '' });
  });

  // A device that is always full; macOS has none.
  const FULL = '/dev/full';
  (existsSync(FULL) ? it : it.skip)(
    'says why the output is not whole where it cannot be written, and exits 3',
    async () => {
      const full = openSync(FULL, 'w');
      const child = spawn(process.execPath, [await programScript(), 'list', 'openai.users'], {
        env: { PATH: process.env['PATH'], ...envOf(box()) },
        stdio: ['ignore', full, 'pipe'],
      });
      closeSync(full);
      let err = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
      const [code] = (await once(child, 'close')) as [number];
      expect({ code, err }).to.deep.equal({
        code: 3,
        err: 'headwater: the output cannot be written (ENOSPC), and is not whole\n',
      });
    },
  );

  const unread = [
    ['list', 'keygen.users', '--page-size', '1'],
    ['watch', '--once'],
  ];
  const signals = [
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 143 },
  ] as const;
  type Ended = readonly [code: number | null, signal: string | null, err: string];
  const ended = async (child: ChildProcess, act: () => unknown): Promise<Ended> => {
    let err = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout?.once('data', act);
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    return [code, signal, err];
  };
  // They run side by side: starting takes most of their time.
  let ends: readonly Promise<Ended>[] = [];
  before(() => {
    ends = [
      ...unread.map(async (args) => {
        const child = await start(args, envOf(box()));
        return ended(child, () => child.stdout?.destroy());
      }),
      ...signals.map(async ({ signal }) => {
        const child = await start(['watch', '--sandbox', '--format', 'ndjson']);
        return ended(child, () => child.kill(signal));
      }),
    ];
    for (const end of ends) end.catch(() => undefined);
  });

  for (const [at, args] of unread.entries())
    it(`ends with 0 when nobody reads on: ${args.join(' ')}`, async () => {
      const [code, , err] = (await ends[at])!;
      expect(code).to.equal(0);
      expect(err).to.equal('');
    });

  for (const [at, { signal, code }] of signals.entries())
    it(`ends with ${String(code)} on ${signal}, its sandbox closed`, async () => {
      const [ended, by] = (await ends[unread.length + at])!;
      expect([ended, by]).to.deep.equal([code, null]);
    });
});

describe('what the program loads', () => {
  const box = boxFor();

  it('no command, no provider and no RxJS for a version, for help, and where it is used wrongly', async () => {
    const files = await loadedByAll([
      ['--version'],
      ['--help'],
      ['list', '--help'],
      ['wach'],
      ['watch', '--interval', '0'],
    ]);
    const more =
      /^(src\/(cli\/commands|endpoint|providers\/\w+(?!\/describe\.ts))\/|operators\/(?!internal\/isObject\.ts)|node_modules\/(rxjs|fp-ts|io-ts)\/)/;
    expect(files).to.include('src/cli/program.ts');
    expect(files.filter((file) => more.test(file))).to.deep.equal([]);
  });

  // What is known of a provider without loading it is loaded of all.
  const PROVIDER = /^src\/providers\/(\w+)\/(?!describe\.ts)/;
  const ALL = [...PROVIDERS].sort();
  const cases: readonly {
    readonly args: readonly string[];
    readonly providers: readonly string[];
    /** Of the variables, only those of this prefix are set. */
    readonly only?: string;
  }[] = [
    { args: ['endpoints', 'keygen.licenses'], providers: ['keygen'] },
    { args: ['endpoints', '--counts'], providers: ALL },
    { args: ['list', 'cobo.apiKeys.list'], providers: ['cobo'] },
    { args: ['list', 'cobo.apikeys'], providers: ALL },
    { args: ['watch', '--once'], providers: ['cobo'], only: 'COBO_' },
  ];
  // They run side by side: a report of what was loaded takes longer than the command.
  let loads: readonly Promise<readonly string[]>[] = [];
  before(() => {
    loads = cases.map(({ args, only = '' }) => {
      const env = Object.entries(envOf(box())).filter(([name]) => name.startsWith(only));
      const load = loadedBy(args, Object.fromEntries(env));
      load.catch(() => undefined);
      return load;
    });
  });
  for (const [at, { args, providers }] of cases.entries()) {
    it(`${providers.join(', ')} for ${args.join(' ')}`, async () => {
      const files = (await loads[at])!;
      const loaded = files.flatMap((file) => PROVIDER.exec(file)?.[1] ?? []);
      expect([...new Set(loaded)].sort()).to.deep.equal(providers);
      expect(files.filter((file) => file.includes('node_modules/log-update/'))).to.deep.equal([]);
    });
  }
});
