import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { expect } from 'chai';
import { NEVER_MS } from '../../support/patience.js';
import { filter, firstValueFrom, timeout } from 'rxjs';
import { connectMonitor } from '../../../src/monitor/index.js';
import { WebSocket } from 'ws';
import { startOrganization, user } from '../organization.js';
import { cli, linesOf, start, type RunConfig } from '../support.js';

const url = /http:\/\/127\.0\.0\.1:\d+/;

/** Runs until a check that is given the address of the server has resolved. */
const served = async (
  args: readonly string[],
  check: (address: string) => Promise<void>,
  config: RunConfig = {},
) => {
  const stop = new AbortController();
  let checked: Promise<void> = Promise.resolve();
  const ran = await cli(['monitor', '--port', '0', '--interval', '0.05', ...args], {
    ...config,
    stopOn: stop.signal,
    onErr: (text) => {
      const [address] = url.exec(text) ?? [];
      if (address === undefined || !text.endsWith('\n')) return;
      checked = check(address).finally(() => stop.abort());
    },
  });
  await checked;
  return ran;
};

describe('headwater monitor', () => {
  let close: () => Promise<void> = () => Promise.resolve();
  afterEach(async () => {
    await close();
    close = () => Promise.resolve();
  });
  const account = async () => {
    const org = await startOrganization({ users: [user(1), user(2)] });
    ({ close } = org);
    return org.env;
  };

  it('serves what it reads to a program that connects, shows it, and stops listening at the end', async () => {
    let address = '';
    const { code, out, err } = await served(
      ['--format', 'ndjson'],
      async (at) => {
        address = at;
        const remote = connectMonitor(at.replace('http', 'ws'), { WebSocket });
        const people = remote.principals().pipe(filter(({ total }) => total === 2));
        expect(
          (await firstValueFrom(people.pipe(timeout(NEVER_MS)))).rows.map(({ id }) => id),
        ).to.have.members(['user-1', 'user-2']);
        remote.close();
        expect(await (await fetch(`${at}/healthz`)).json()).to.deep.equal({ status: 'ok' });
      },
      { env: await account() },
    );
    expect(code).to.equal(130);
    expect(err).to.match(/^headwater: serving on http:\/\/127\.0\.0\.1:\d+$/m);
    expect(linesOf(out).filter(({ item }) => item?.['type'] === 'principal')).to.have.length(2);
    // A connection of its own: `fetch` may hold one from before, which ends in another error.
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    // Who is let in gets a list, and who is not an error.
    const refused: unknown = await once(socket, 'connect').catch((error: unknown) => error);
    expect(refused).to.have.property('code', 'ECONNREFUSED');
  });

  it('--no-screen prints the address and nothing else, and reads before anybody connects', async () => {
    const stop = new AbortController();
    const org = await startOrganization({ users: [user(1)] }, (path) => {
      if (path.includes('/users')) stop.abort();
    });
    ({ close } = org);
    const { code, out, err } = await cli(['monitor', '--port', '0', '--no-screen'], {
      env: org.env,
      stopOn: stop.signal,
    });
    expect(code).to.equal(130);
    expect(out).to.match(/^http:\S+\n$/);
    expect(err).to.equal('');
  });

  it('lets nobody in without the token of HEADWATER_TOKEN, and never prints it', async () => {
    const token = 'canary-token-of-the-gateway';
    const { out, err } = await served(
      ['--format', 'table'],
      async (at) => {
        expect((await fetch(`${at}/metrics`)).status).to.equal(401);
        const headers = { Authorization: `Bearer ${token}` };
        expect((await fetch(`${at}/metrics`, { headers })).status).to.equal(200);
      },
      { env: { ...(await account()), HEADWATER_TOKEN: token } },
    );
    expect(out + err).not.to.include(token);
  });

  it('--allow-origin lets in what a proxy forwards under its own name, and nobody else', async () => {
    const origins = [
      '--allow-origin',
      'https://monitor.example.com',
      '--allow-origin',
      'https://b.example.com',
    ];
    const askAs = async (at: string, host: string, origin: string) => {
      const headers = { host, origin };
      const [reply] = (await once(request(`${at}/metrics`, { headers, agent: false }).end(), 'response')) as [
        IncomingMessage,
      ];
      reply.resume();
      return reply.statusCode;
    };
    await served(
      ['--format', 'ndjson', ...origins],
      async (at) => {
        for (const host of ['monitor.example.com', 'b.example.com', new URL(at).host])
          expect(await askAs(at, host, 'https://monitor.example.com'), host).to.equal(200);
        expect(await askAs(at, 'c.example.com', 'https://monitor.example.com')).to.equal(403);
        expect(await askAs(at, 'monitor.example.com', 'https://c.example.com')).to.equal(403);
      },
      { env: await account() },
    );
  });

  it('--once is that of watch: nothing is served', async () => {
    const env = await account();
    const monitor = await cli(['monitor', '--once', '--format', 'ndjson'], { env });
    const idsOf = (text: string) => linesOf(text).map(({ endpoint, item }) => [endpoint, item?.['id']]);
    const watch = await cli(['watch', '--once', '--format', 'ndjson'], { env });
    expect(idsOf(monitor.out)).to.deep.equal(idsOf(watch.out)).and.not.be.empty;
    expect(monitor.err).not.to.match(url);
  });

  describe('what cannot be served', () => {
    let taken: Server;
    before(async () => {
      taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
    });
    after(() => taken.close());
    const env = { OPENAI_ADMIN_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:9' };
    const cases: readonly (readonly [name: string, args: () => string[], says: RegExp])[] = [
      [
        'a taken port',
        () => ['--port', String((taken.address() as AddressInfo).port)],
        /port \d+ is taken.*--port 0 takes a free one\.\n$/,
      ],
      [
        'an address of others',
        () => ['--host', '192.0.2.1'],
        /can be reached from other machines.*HEADWATER_TOKEN/,
      ],
      ['every address', () => ['--host', '0.0.0.0'], /HEADWATER_TOKEN/],
      ['no port', () => ['--port', '70000'], /from 0 to 65535/],
      ['no origin', () => ['--allow-origin', 'monitor.example.com'], /takes an origin such as 'https:/],
      ['any origin', () => ['--allow-origin', '*'], /takes an origin/],
      ['an address with a path', () => ['--allow-origin', 'https://a.example.com/x'], /takes an origin/],
    ];
    for (const [name, args, says] of cases) {
      it(`${name} is a wrong use, and what to do is said`, async () => {
        const { code, out, err } = await cli(['monitor', ...args()], { env });
        expect([code, out]).to.deep.equal([1, '']);
        expect(err).to.match(says);
      });
    }

    it('with a token, an address of another machine is refused by name', async () => {
      const { code, err } = await cli(['monitor', '--host', '192.0.2.1', '--port', '0'], {
        env: { ...env, HEADWATER_TOKEN: 'a-token-for-this' },
      });
      expect(code).to.equal(1);
      expect(err).to.match(/'192\.0\.2\.1' is an address of another machine/);
    });
  });

  it('ends with 143 on SIGTERM, with nothing that keeps its process alive', async () => {
    const child = await start([
      'monitor',
      '--sandbox',
      '--port',
      '0',
      '--format',
      'ndjson',
      '--scale',
      '0.02',
    ]);
    child.stderr?.on('data', (text: Buffer) => {
      if (url.test(String(text))) child.kill('SIGTERM');
    });
    child.stdout?.resume();
    expect(await once(child, 'close')).to.deep.equal([143, null]);
  });
});
