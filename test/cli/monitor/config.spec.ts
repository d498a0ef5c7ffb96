import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { NEVER_MS } from '../../support/patience.js';
import { filter, firstValueFrom, map, timeout } from 'rxjs';
import { WebSocket } from 'ws';
import { projectKey, startOrganization, user } from '../organization.js';
import { connectMonitor } from '../../../src/monitor/index.js';
import { allSources, readConfig } from '../../../src/cli/config.js';
import { cli, linesOf } from '../support.js';

describe('--config', () => {
  let folder = '';
  let close: () => Promise<void> = () => Promise.resolve();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headwater-'));
    close = () => Promise.resolve();
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await close();
  });
  const fileWith = (text: string, name = 'headwater.config.mjs'): string => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const INDEX = new URL('../../../src/index.ts', import.meta.url).href;
  const source = (name: string, url: string): string =>
    `openaiSource(openai({ adminKey: 'canary-of-${name}', baseUrl: '${url}/v1' }), { name: '${name}' })`;
  const head = `import { openai, openaiSource } from '${INDEX}';\n`;

  const two = async () => {
    const [a, b] = [
      await startOrganization({ users: [user(1)] }),
      await startOrganization({ users: [user(1), user(2)] }),
    ];
    close = async () => {
      await a.close();
      await b.close();
    };
    const originOf = (env: typeof a.env): string => env.OPENAI_BASE_URL.replace('/v1', '');
    return [originOf(a.env), originOf(b.env)] as const;
  };

  const users = (out: string) =>
    linesOf(out)
      .filter(({ endpoint }) => endpoint === 'openai.users')
      .map(({ item }) => String(item?.['uid']));

  for (const command of ['watch', 'monitor'])
    it(`${command} looks at several organizations, in place of the environment`, async () => {
      const [a, b] = await two();
      const file = fileWith(
        `${head}export default { sources: [${source('acme', a)}, ${source('beta', b)}] };`,
      );
      const { out, err } = await cli([command, '--once', '--format', 'ndjson', '--config', file], {
        env: { OPENAI_ADMIN_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:9' },
      });
      expect(users(out).sort()).to.deep.equal([
        'acme/users/user-1',
        'beta/users/user-1',
        'beta/users/user-2',
      ]);
      expect(out + err).not.to.include('canary-of');
    });

  it('sources may be kept elsewhere and be loaded by name; rules are those of the file', async () => {
    const org = await startOrganization({ projects: ['p'], projectKeys: { p: [projectKey('k1')] } });
    ({ close } = org);
    const { OPENAI_BASE_URL } = org.env;
    const file = fileWith(`${head}export default {
      sources: { names: async () => ['acme'], load: async (name) => ${source('acme', OPENAI_BASE_URL.replace('/v1', ''))} },
      rules: [],
    };`);
    const { code, out } = await cli([
      'keys',
      '--findings',
      '--severity',
      'info',
      '--format',
      'json',
      '--config',
      file,
    ]);
    expect(code).to.equal(0);
    expect(JSON.parse(out)).to.include({ total: 0 });
    const usual = fileWith(
      `${head}export default { sources: [${source('acme', OPENAI_BASE_URL.replace('/v1', ''))}] };`,
      'b.mjs',
    );
    expect((await cli(['keys', '--findings', '--severity', 'info', '--config', usual])).code).to.equal(1);
  });

  it('accounts that come from elsewhere come and go while the monitor runs, and a failure to name them is said', async () => {
    const [a, b] = await two();
    const file = fileWith(`${head}const urls = { acme: '${a}', beta: '${b}' };
      export default { sources: {
        names: () => globalThis.accountNames(),
        load: (name) => openaiSource(openai({ adminKey: 'canary', baseUrl: urls[name] + '/v1' }), { name, only: ['users'] }),
      } };`);
    let names = (): readonly string[] => ['acme'];
    const elsewhere = globalThis as { accountNames?: () => readonly string[] };
    elsewhere.accountNames = () => names();
    const stop = new AbortController();
    let check: Promise<void> | undefined;
    const goThrough = async (url: string): Promise<void> => {
      const remote = connectMonitor(url.replace('http', 'ws'), { WebSocket });
      const sources = (wanted: string) =>
        firstValueFrom(
          remote.sources$.pipe(
            map((rows) =>
              rows
                .filter(({ state }) => state === 'ok')
                .map(({ source: of_ }) => of_)
                .join(),
            ),
            filter((shown) => shown === wanted),
            timeout(NEVER_MS),
          ),
        );
      await sources('acme');
      names = () => ['acme', 'beta'];
      remote.refresh();
      await sources('acme,beta');
      names = () => ['beta'];
      remote.refresh();
      await sources('beta');
      names = () => {
        throw new Error('the database is away');
      };
      remote.refresh();
      remote.refresh();
      remote.close();
    };
    const { out, err } = await cli(['monitor', '--port', '0', '--format', 'ndjson', '--config', file], {
      stopOn: stop.signal,
      onErr: (text) => {
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
        if (url !== undefined) check ??= goThrough(url).catch(() => stop.abort());
        if (text.includes('the database is away')) stop.abort();
      },
    }).finally(() => Reflect.deleteProperty(elsewhere, 'accountNames'));
    await check;
    expect(err.match(/headwater: sources\.names\(\) failed: the database is away/g)).to.have.length(1);
    expect(
      users(out)
        .filter((uid) => uid !== 'undefined')
        .sort(),
    ).to.deep.equal(['acme/users/user-1', 'beta/users/user-1', 'beta/users/user-2']);
    const changes = linesOf(out) as readonly { readonly change?: string; readonly source?: string }[];
    expect(changes.filter(({ change }) => change === 'removed').map(({ source: of_ }) => of_)).to.deep.equal([
      'acme',
    ]);
    const states = linesOf(out) as readonly { readonly list?: string; readonly state?: string }[];
    expect(states.filter(({ state }) => state === 'live').map(({ list }) => list)).to.deep.equal([
      'acme/users',
      'beta/users',
    ]);
  });

  it('--provider leaves out the sources of others', async () => {
    const [a] = await two();
    const file = fileWith(`${head}export default { sources: [${source('acme', a)}] };`);
    const { code, err } = await cli(['keys', '--provider', 'cobo', '--config', file]);
    expect(code).to.equal(1);
    expect(err).to.match(/no source of --provider/);
  });

  const made = `{ name: 'acme', provider: 'made-up', feeds: [] }`;
  const wrong: readonly (readonly [name: string, text: string, says: RegExp])[] = [
    ['no default export', 'export const sources = [];', /has no object as its default export\. Export/],
    [
      'one name twice',
      `export default { sources: [${made}, ${made}] };`,
      /two sources .*'acme'\. Give each its own/,
    ],
    ['a module that throws', "throw new Error('no database');", /cannot be loaded: no database/],
    [
      'names that throw',
      "export default { sources: { names() { throw new Error('down'); }, load() {} } };",
      /names\(\) .*failed: down/,
    ],
    [
      'names that are no texts',
      'export default { sources: { names: () => [1], load() {} } };',
      /names\(\) .*must give an array of texts/,
    ],
    [
      'a load that throws',
      "export default { sources: { names: () => ['a'], load() { throw new Error('gone'); } } };",
      /load\('a'\) .*failed: gone/,
    ],
    [
      'a load that gives nothing',
      "export default { sources: { names: () => ['a'], load() {} } };",
      /gave no source\. Return/,
    ],
    [
      'a load that gives another',
      `export default { sources: { names: () => ['b'], load: () => (${made}) } };`,
      /load\('b'\) .*gave the source 'acme'/,
    ],
    [
      'a name twice from names',
      `export default { sources: { names: () => ['acme', 'acme'], load: () => (${made}) } };`,
      /two sources .*'acme'/,
    ],
  ];
  for (const [name, text, says] of wrong)
    for (const command of ['watch', 'monitor', 'keys', 'spend'])
      it(`${command}: ${name} is a wrong use, and what to do is said`, async () => {
        const { code, out, err } = await cli([command, '--config', fileWith(text)]);
        expect([code, out]).to.deep.equal([1, '']);
        expect(err)
          .to.match(/^headwater: /)
          .and.to.match(says);
        expect(err.trimEnd().split('\n')).to.have.length(1);
      });

  it('the example of the documentation is one', async () => {
    const names = ['ACME_ADMIN_KEY', 'BETA_ADMIN_KEY', 'KEYGEN_ACCOUNT', 'KEYGEN_TOKEN'];
    const [, text = ''] =
      /```js\n(\/\/ headwater\.config[^]*?)```/.exec(readFileSync('docs/command-line.md', 'utf8')) ?? [];
    const here = text
      .replace("'headwater/monitor';", `'${new URL('monitor/index.ts', INDEX).href}';`)
      .replace("'headwater';", `'${INDEX}';`);
    for (const name of names) process.env[name] = 'a-value-for-the-test';
    try {
      const config = await readConfig(fileWith(here));
      expect((await allSources(config)).map(({ name }) => name)).to.deep.equal(['acme', 'beta', 'keygen']);
      expect(config.rules?.some(({ id }) => id === 'key.idle')).to.equal(true);
      expect(config.rules?.some(({ id }) => id === 'key.old')).to.equal(false);
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    }
  });

  it('a file that is not there, and a sandbox beside a file, are wrong uses', async () => {
    const missing = await cli(['watch', '--config', join(folder, 'none.mjs')]);
    expect(missing.code).to.equal(1);
    expect(missing.err).to.match(/there is no file \S+none\.mjs/);
    const both = await cli([
      'monitor',
      '--sandbox',
      '--config',
      fileWith(`export default { sources: [${made}] };`),
    ]);
    expect(both.code).to.equal(1);
    expect(both.err).to.match(/--sandbox and --config exclude each other/);
  });
});
