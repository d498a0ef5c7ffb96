import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Sandbox } from '../../../src/sandbox/index.js';
import { boxFor } from '../../sandbox/support.js';
import { projectKey, startOrganization, user, type Organization } from '../organization.js';
import { Capture, cli, CLOSED, envOf, linesOf, type Line } from '../support.js';

const idsOf = (lines: readonly Line[], endpoint: string, type: string, environment?: string): string[] =>
  lines
    .filter((line) => line.endpoint === endpoint && line.item?.['type'] === type)
    .filter(({ item }) => environment === undefined || item?.['environment'] === environment)
    .map(({ item }) => String(item?.['id']));

describe('headwater watch --once', function () {
  it('prints every record of all four providers once, with the clock held', async () => {
    let box: Sandbox | undefined;
    const { code, out } = await cli(['watch', '--sandbox', '--once', '--format', 'ndjson'], {
      onSandbox: (started) => (box = started),
    });
    const lines = linesOf(out);
    const counts = box!.control.counts();
    const held: readonly (readonly [endpoint: string, type: string, count: number])[] = [
      ['openai.projects', 'project', counts.openai.projects],
      ['openai.users', 'principal', counts.openai.users],
      ['openai.adminApiKeys', 'credential', counts.openai.adminApiKeys],
      ['openai.projects.apiKeys', 'credential', counts.openai['projects.apiKeys']],
      ['keygen.users', 'principal', counts.keygen.users],
      ['keygen.licenses', 'credential', counts.keygen.licenses],
      ['keygen.tokens', 'credential', counts.keygen.tokens],
      ['cobo.apiKeys', 'credential', counts.cobo.apiKeys],
      ['cobo.principals', 'principal', counts.cobo.principals],
    ];
    expect(code).to.equal(0);
    expect(box!.control.now().toISOString()).to.equal('2026-01-15T12:00:00.000Z');
    for (const [endpoint, type, count] of held) {
      expect(idsOf(lines, endpoint, type), endpoint).to.have.length(count);
      expect(new Set(idsOf(lines, endpoint, type)).size, endpoint).to.equal(count);
    }
    expect(idsOf(lines, 'keywordsai.users', 'principal', 'test')).to.have.length(
      counts.keywordsai['users.test'],
    );
    const uids = lines.map(({ endpoint, item }) => `${endpoint} ${String(item?.['uid'])}`);
    expect(new Set(uids).size).to.equal(uids.length);
    expect(lines.some(({ endpoint }) => endpoint === 'openai.costs')).to.equal(true);
    expect(lines.some(({ endpoint }) => endpoint === 'openai.usage.completions')).to.equal(true);
    expect(lines.every((line) => line.sandbox === true && line.item !== undefined)).to.equal(true);
  });

  it('prints a table and the figures on a terminal', async () => {
    let box: Sandbox | undefined;
    const { code, out } = await cli(['watch', '--sandbox', '--once'], {
      columns: 100,
      onSandbox: (started) => (box = started),
    });
    const to = new Date(box!.control.now().getTime() + 1);
    const from = new Date('2026-01-01T00:00:00Z');
    const spent = box!.control.spend('openai', 'project', { from, to });
    const sum = spent.reduce((all, { amount }) => all + Number(amount), 0);
    const [whole = '', cents = ''] = sum.toFixed(2).split('.');
    const dollars = `\\$${BigInt(whole).toLocaleString('en-US')}\\.${cents}`;
    expect(code).to.equal(0);
    expect(out).to.include('sandbox: made-up data').and.to.include('SPEND JAN');
    expect(out).to.match(new RegExp(`openai +\\d+ +\\d+ +\\d+ +${dollars} +12:00:00 .*● live`));
    expect(out).to.match(/cobo +\d+ +\d+ +\d+ +– +12:00:00 .*● live/);
  });

  describe('against accounts', () => {
    const box = boxFor();

    it('exits 2 when a provider is dead, and prints the others whole', async () => {
      const { OPENAI_ADMIN_KEY: _, ...env } = envOf(box());
      const { code, out, err } = await cli(['watch', '--once'], {
        env: { ...env, OPENAI_API_KEY: '', COBO_BASE_URL: CLOSED },
      });
      const lines = linesOf(out);
      expect(code).to.equal(2);
      expect(err).to.match(/^headwater: cobo\/.*ECONNREFUSED/m);
      expect(idsOf(lines, 'keygen.licenses', 'credential')).to.have.length(
        box().control.counts().keygen.licenses,
      );
      expect(lines.some(({ provider }) => provider === 'cobo')).to.equal(false);
      expect(lines.some((line) => line.sandbox !== undefined)).to.equal(false);
    });

    it('exits 2 and names the variable where one list lacks its credential', async () => {
      const { COBO_BASE_URL, COBO_API_KEY } = envOf(box());
      const { code, err } = await cli(['watch', '--once'], { env: { COBO_BASE_URL, COBO_API_KEY } });
      expect(code).to.equal(2);
      expect(err).to.include('COBO_SERVICE_KEY');
    });

    it('tells why lists fail once, also where the circuit is open and nothing is sent', async () => {
      const { code, err } = await cli(['watch', '--once'], {
        env: { COBO_BASE_URL: CLOSED, COBO_API_KEY: 'k', COBO_SERVICE_KEY: 's' },
      });
      expect(code).to.equal(3);
      const [first, second, ...rest] = err.trim().split('\n');
      expect(first).to.match(/^headwater: cobo\/\S+: cobo\.\S+, page 0.*ECONNREFUSED/);
      expect(second).to.match(/^headwater: cobo\/.*: the same$/);
      expect(rest).to.deep.equal([]);
    });

    it('exits 3 when everything fails, and prints nothing', async () => {
      const { KEYGEN_BASE_URL, KEYGEN_ACCOUNT, KEYGEN_TOKEN } = envOf(box());
      box().control.faults.add({ times: Infinity, fault: { kind: 'status', status: 401 } });
      const { code, out } = await cli(['watch', '--once'], {
        env: { KEYGEN_BASE_URL, KEYGEN_ACCOUNT, KEYGEN_TOKEN },
      });
      expect([code, out]).to.deep.equal([3, '']);
    });
  });
});

interface Told extends Line {
  readonly list?: string;
  readonly text?: string;
  readonly cause?: string;
  readonly fields?: readonly string[];
}

describe('headwater watch', () => {
  const box = boxFor();
  let close: () => Promise<void> = () => Promise.resolve();
  afterEach(() => close());
  const serve = async (org: Organization) => {
    const served = await startOrganization(org);
    ({ close } = served);
    return served;
  };
  const live = (list: string): RegExp => new RegExp(`"list":"openai/${list}","state":"live"`);
  const told = (out: string): readonly Told[] => linesOf(out);

  it('prints records, states and changes as NDJSON, and a dead provider stops nobody', async () => {
    const { KEYGEN_BASE_URL, KEYGEN_ACCOUNT, KEYGEN_TOKEN } = envOf(box());
    let ticked = false;
    const { code, out } = await cli(['watch', '--interval', '0.2'], {
      env: {
        ...{ KEYGEN_BASE_URL, KEYGEN_ACCOUNT, KEYGEN_TOKEN },
        ...{ COBO_BASE_URL: CLOSED, COBO_API_KEY: 'k', COBO_SERVICE_KEY: 's' },
      },
      until: (text) => {
        if (!ticked && text.includes('"list":"keygen/tokens","state":"live"')) {
          ticked = true;
          box().control.tick(12);
        }
        return text.includes('"change":"created"') && text.includes('"state":"down"');
      },
    });
    const lines = told(out);
    expect(code).to.equal(130);
    const down = lines.find(({ state }) => state === 'down');
    expect(down).to.include({ provider: 'cobo', cause: 'down' });
    // A list whose turn comes when the others have failed is not asked for any more.
    expect(down?.reason).to.match(/ECONNREFUSED|the service failed too often in a row/);
    const licenses = idsOf(lines, 'keygen.licenses', 'credential');
    expect(licenses).to.have.length(new Set(licenses).size);
    expect(licenses).not.to.be.empty;
    expect(lines.find(({ change }) => change === 'created')).to.include({ provider: 'keygen' });
  });

  it('a key that was never used, and now was, is a change; what it is used for later is none', async () => {
    const key = (seconds: number | null) => projectKey('k1', { last_used_at: seconds });
    const org: Organization = { projects: ['p1'], projectKeys: { p1: [key(null)] } };
    const { env } = await serve(org);
    const { out } = await cli(['watch', '--format', 'ndjson', '--interval', '0.05'], {
      env,
      until: (text) => {
        if (live('projects.apiKeys').test(text)) org.projectKeys = { p1: [key(1_770_000_000)] };
        if (text.includes('first time'))
          org.projectKeys = { p1: [key(1_770_000_060), projectKey('k2', { last_used_at: 5 })] };
        return text.includes('"change":"created"');
      },
    });
    const changes = told(out).filter(({ change = '' }) => ['created', 'updated', 'removed'].includes(change));
    expect(changes.map(({ text }) => text)).to.deep.equal([
      'Project key k1 was used for the first time.',
      'New project key k2.',
    ]);
  });

  it('what the rules find in the first reading is no change; what they find later is', async () => {
    const old = (id: string) => projectKey(id, { created_at: 1_600_000_000 });
    const org: Organization = { projects: ['p1'], projectKeys: { p1: [old('k1')] } };
    const { env } = await serve(org);
    const { out } = await cli(['watch', '--format', 'ndjson', '--interval', '0.05'], {
      env,
      until: (text) => {
        // The last of the feeds of this account.
        if (text.includes('"list":"openai/auditLogs"')) org.projectKeys = { p1: [old('k1'), old('k2')] };
        return text.includes('Key was never used: k2');
      },
    });
    expect(told(out).some(({ text = '' }) => text.startsWith('Key was never used: k1'))).to.equal(false);
  });

  it('--journal: a change over a restart is told once', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'headwater-'));
    try {
      const org: Organization = { users: [user(1)] };
      const { env } = await serve(org);
      const watch = ['watch', '--format', 'ndjson', '--interval', '0.05', '--journal', directory];
      const run = (isOver: (text: string) => boolean) => cli(watch, { env, until: isOver });
      const first = await run((text) => live('users').test(text));
      org.users = [user(1), user(2)];
      const second = await run((text) => text.includes('"change":"created"'));
      org.users = [user(1), user(2), user(3)];
      const third = await run((text) => text.includes('"change":"created"'));
      const created = ({ out }: { readonly out: string }): readonly (string | undefined)[] =>
        told(out).flatMap(({ change, text }) => (change === 'created' ? [text] : []));
      expect([first, second, third].map(created)).to.deep.equal([[], ['New user N2.'], ['New user N3.']]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('prints plain lines where a table is asked for and there is no terminal', async () => {
    const org: Organization = { users: [user(1)] };
    const { env } = await serve(org);
    const { out } = await cli(['watch', '--format', 'table', '--interval', '0.05'], {
      env,
      until: (text) => {
        if (text.includes('STATE')) org.users = [user(1), user(2)];
        return text.includes('created');
      },
    });
    expect(out)
      .to.match(/^SOURCE .*\nopenai +1 [^]*\n\d\d:\d\d:\d\d {2}openai +created +New user N2\.\n$/m)
      .and.not.include('\u001b');
  });

  it('reads no faster than its reader does', async () => {
    class Slow extends Capture {
      override _write(_chunk: string | Buffer, _encoding: string, _done: () => void): void {
        this.text += 'x';
      }
    }
    const { env, seen } = await serve({ users: Array.from({ length: 100 }, (_, n) => user(n)) });
    const stdout = new Slow();
    const stop = new AbortController();
    const ended = cli(['watch', '--interval', '0.01'], { env, stdout, stop });
    const asked = await steady(() => seen.length);
    stop.abort();
    await ended;
    expect(stdout.text).to.equal('x');
    expect(asked).to.be.lessThan(80);
  });
});

/** Waits until a count has not moved over many turns of the event loop. */
async function steady(count: () => number): Promise<number> {
  let [last, still] = [-1, 0];
  while (still < 400) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    still = count() === last && last > 0 ? still + 1 : 0;
    last = count();
  }
  return last;
}
