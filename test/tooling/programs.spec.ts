import { expect } from 'chai';
import { CHROMIUM } from '../../scripts/lib/chromium.mjs';
import { ensureProgram, findProgram, type Program } from '../../scripts/lib/programs.mjs';
import { REDIS } from '../../scripts/lib/redis.mjs';

const NEEDED = [CHROMIUM, REDIS];

interface Ensured {
  readonly ran: readonly string[];
  readonly path?: string | undefined;
  readonly error?: string;
}

/** The program is missing until apt-get has run twice, and then there, where it appears. */
const ensured = async (
  program: Program,
  config: { readonly isRoot: boolean; readonly codes?: readonly number[]; readonly appears?: boolean },
): Promise<Ensured> => {
  const ran: string[] = [];
  const codes = [...(config.codes ?? [])];
  try {
    const path: string | undefined = await ensureProgram(program, {
      isRoot: config.isRoot,
      find: () => (config.appears === true && ran.length === 2 ? '/usr/bin/it' : undefined),
      execute: (command: string, args: readonly string[]) => {
        ran.push([command, ...args].join(' '));
        return Promise.resolve({ code: codes.shift() ?? 0, stdout: '', output: 'E: no network' });
      },
    });
    return { ran, path };
  } catch (error) {
    return { ran, error: String(error) };
  }
};

describe('programs that the tests need', () => {
  const found: readonly {
    readonly why: string;
    readonly program: Program;
    readonly env: Readonly<Record<string, string>>;
    readonly there: readonly string[];
    readonly path: string | undefined;
  }[] = [
    {
      why: 'what the variable names',
      program: CHROMIUM,
      env: { CHROMIUM: '/opt/c', PATH: '/usr/bin' },
      there: ['/opt/c', '/usr/bin/chromium'],
      path: '/opt/c',
    },
    {
      why: 'the best name, wherever it is',
      program: CHROMIUM,
      env: { PATH: '/bin' },
      there: ['/bin/google-chrome', '/usr/bin/chromium'],
      path: '/usr/bin/chromium',
    },
    {
      why: "Ubuntu's Chromium",
      program: CHROMIUM,
      env: {},
      there: ['/usr/bin/chromium-browser'],
      path: '/usr/bin/chromium-browser',
    },
    {
      why: "Google's",
      program: CHROMIUM,
      env: {},
      there: ['/usr/bin/google-chrome'],
      path: '/usr/bin/google-chrome',
    },
    {
      why: 'the first on the PATH',
      program: REDIS,
      env: { PATH: '/a::/b' },
      there: ['/usr/bin/redis-server', '/b/redis-server'],
      path: '/b/redis-server',
    },
    {
      why: 'an empty variable is none',
      program: REDIS,
      env: { REDIS_SERVER: '' },
      there: ['/usr/bin/redis-server'],
      path: '/usr/bin/redis-server',
    },
    { why: 'none', program: REDIS, env: { PATH: '/a' }, there: ['/a/redis-cli'], path: undefined },
  ];
  for (const { why, program, env, there, path } of found)
    it(why, () => expect(findProgram(program, env, (each: string) => there.includes(each))).to.equal(path));

  for (const program of NEEDED) {
    const { variable, debian, names } = program;
    const [name = ''] = names;

    it(`${variable}: never another than it names`, () => {
      const exists = (path: string) => path === `/usr/bin/${name}`;
      expect(() => findProgram(program, { [variable]: '/typo' }, exists)).to.throw(`${variable} is /typo`);
    });

    const installed = ['apt-get update -qq', `apt-get install -y -qq --no-install-recommends ${debian}`];

    it(`${debian}: installed where it is missing`, async () => {
      expect(await ensured(program, { isRoot: true, appears: true })).to.deep.equal({
        ran: installed,
        path: '/usr/bin/it',
      });
    });

    const failures: readonly (readonly [
      why: string,
      config: Parameters<typeof ensured>[1],
      ran: number,
      words: RegExp,
    ])[] = [
      [
        'who is not root is told what to install',
        { isRoot: false },
        0,
        new RegExp(`apt-get install ${debian}`),
      ],
      ['no list of packages', { isRoot: true, codes: [100] }, 1, /apt-get update failed:\nE: no network/],
      ['no package', { isRoot: true, codes: [0, 100] }, 2, /apt-get install failed:\nE: no network/],
      ['installed and not found', { isRoot: true }, 2, /was not found/],
    ];
    for (const [why, config, count, words] of failures)
      it(`${debian}: ${why}`, async () => {
        const { ran, error, path } = await ensured(program, config);
        expect(path).to.equal(undefined);
        expect(ran).to.deep.equal(installed.slice(0, count));
        expect(error).to.match(words).and.include(`or set ${variable}`);
      });
  }
});
