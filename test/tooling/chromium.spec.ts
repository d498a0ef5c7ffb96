import { expect } from 'chai';
import { ensureChromium, findChromium } from '../../scripts/lib/chromium.mjs';

describe('the Chromium of the browser step', () => {
  const cases: readonly {
    readonly why: string;
    readonly env: Readonly<Record<string, string>>;
    readonly there: readonly string[];
    readonly found: string | undefined;
  }[] = [
    {
      why: 'what CHROMIUM names',
      env: { CHROMIUM: '/opt/c' },
      there: ['/opt/c', '/usr/bin/chromium'],
      found: '/opt/c',
    },
    {
      why: "Debian's",
      env: { PATH: '/bin' },
      there: ['/bin/google-chrome', '/usr/bin/chromium'],
      found: '/usr/bin/chromium',
    },
    { why: "Ubuntu's", env: {}, there: ['/usr/bin/chromium-browser'], found: '/usr/bin/chromium-browser' },
    { why: "Google's", env: {}, there: ['/usr/bin/google-chrome'], found: '/usr/bin/google-chrome' },
    { why: 'one on the PATH', env: { PATH: '/a::/b' }, there: ['/b/chromium'], found: '/b/chromium' },
    {
      why: 'an empty CHROMIUM is none',
      env: { CHROMIUM: '' },
      there: ['/usr/bin/chromium'],
      found: '/usr/bin/chromium',
    },
    { why: 'none', env: { PATH: '/a' }, there: [], found: undefined },
  ];
  for (const { why, env, there, found } of cases) {
    it(why, () => expect(findChromium(env, (path: string) => there.includes(path))).to.equal(found));
  }

  it('never takes another than CHROMIUM names', () => {
    expect(() =>
      findChromium({ CHROMIUM: '/typo' }, (path: string) => path === '/usr/bin/chromium'),
    ).to.throw('CHROMIUM is /typo');
  });

  const ensure = async (config: {
    readonly isRoot: boolean;
    readonly codes?: readonly number[];
    readonly appears?: boolean;
  }): Promise<{ ran: readonly string[]; path?: string | undefined; error?: string }> => {
    const ran: string[] = [];
    const codes = [...(config.codes ?? [])];
    try {
      const path: string | undefined = await ensureChromium({
        isRoot: config.isRoot,
        find: () => (config.appears === true && ran.length === 2 ? '/usr/bin/chromium' : undefined),
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
  const INSTALLED = ['apt-get update -qq', 'apt-get install -y -qq --no-install-recommends chromium'];

  it('installs it where it is missing', async () => {
    expect(await ensure({ isRoot: true, appears: true })).to.deep.equal({
      ran: INSTALLED,
      path: '/usr/bin/chromium',
    });
  });

  const failures: readonly (readonly [
    why: string,
    config: Parameters<typeof ensure>[0],
    ran: number,
    words: RegExp,
  ])[] = [
    ['who is not root is told what to install', { isRoot: false }, 0, /apt-get install chromium/],
    ['no list of packages', { isRoot: true, codes: [100] }, 1, /apt-get update failed:\nE: no network/],
    ['no package', { isRoot: true, codes: [0, 100] }, 2, /apt-get install failed:\nE: no network/],
    ['installed and not found', { isRoot: true }, 2, /was not found/],
  ];
  for (const [why, config, count, words] of failures) {
    it(why, async () => {
      const { ran, error, path } = await ensure(config);
      expect(path).to.equal(undefined);
      expect(ran).to.deep.equal(INSTALLED.slice(0, count));
      expect(error).to.match(words).and.include('or set CHROMIUM');
    });
  }
});
