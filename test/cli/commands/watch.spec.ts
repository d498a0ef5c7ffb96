import { expect } from 'chai';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.js';
import { boxFor } from '../../sandbox/support.js';
import { Capture, cli, closedPort, envOf, linesOf, type Line } from '../support.js';

/** Ten ticks bring the first use of a key that was there before, if the reader saw it before the last of them. */
const ticker = (box: () => Sandbox): ((text: string, ready: RegExp, seen: RegExp) => void) => {
  let stage = 0;
  return (text, ready, seen) => {
    if (stage === 0 && ready.test(text)) {
      stage = 1;
      box().control.tick(9);
    } else if (stage === 1 && seen.test(text)) {
      stage = 2;
      box().control.tick(1);
    }
  };
};

const idsOf = (lines: readonly Line[], endpoint: string, environment?: string): string[] =>
  lines
    .filter((line) => line.endpoint === endpoint && line.item !== undefined)
    .filter(({ item }) => environment === undefined || item?.environment === environment)
    .map(({ item }) => String(item?.id));

describe('headwater watch --once', () => {
  it('prints every record of all four providers once, with the clock held', async () => {
    let box: Sandbox | undefined;
    const { code, out } = await cli(['watch', '--sandbox', '--once', '--format', 'ndjson'], {
      onSandbox: (started) => (box = started),
    });
    const lines = linesOf(out);
    const counts = box!.control.counts();
    const held: Record<string, number> = {
      'openai.projects': counts.openai.projects,
      'openai.users': counts.openai.users,
      'openai.adminApiKeys': counts.openai.adminApiKeys,
      'openai.projects.apiKeys': counts.openai['projects.apiKeys'],
      'keygen.users': counts.keygen.users,
      'keygen.licenses': counts.keygen.licenses,
      'keygen.machines': counts.keygen.machines,
      'keygen.tokens': counts.keygen.tokens,
      'keywordsai.users': counts.keywordsai.users,
      'cobo.apiKeys': counts.cobo.apiKeys,
      'cobo.principals': counts.cobo.principals,
    };
    expect(code).to.equal(0);
    expect(box!.control.now().toISOString()).to.equal('2026-01-15T12:00:00.000Z');
    for (const [endpoint, count] of Object.entries(held)) {
      expect(idsOf(lines, endpoint), endpoint).to.have.length(count);
      expect(new Set(idsOf(lines, endpoint)).size, endpoint).to.equal(count);
    }
    expect(idsOf(lines, 'keywordsai.users', 'test')).to.have.length(counts.keywordsai['users.test']);
    expect(lines.some(({ endpoint }) => endpoint === 'openai.costs')).to.equal(true);
    expect(lines.some(({ endpoint }) => endpoint === 'openai.usage.completions')).to.equal(true);
    expect(lines.every((line) => line.sandbox === true && line.item !== undefined)).to.equal(true);
    expect(lines.find(({ endpoint }) => endpoint === 'openai.projects.apiKeys')?.item).to.have.property(
      'project_id',
    );
  });

  it('prints a table and the figures on a terminal', async () => {
    const { code, out } = await cli(['watch', '--sandbox', '--once'], { columns: 100 });
    expect(code).to.equal(0);
    expect(out).to.include('sandbox');
    expect(out).to.match(/openai +25 +148 +\d+ +\$[\d,.]+ Jan +12:00:00/);
    expect(out).to.match(/keywordsai +140 +– +– +\$[\d,.]+ in all/);
  });

  it('marks a spend of which a part is not told as the least that it can be', async () => {
    const { code, out } = await cli(['watch', '--sandbox', '--once'], {
      columns: 100,
      onSandbox: ({ control }) => {
        const fault = { kind: 'drift', retype: { total_cost: 'null' } } as const;
        control.faults.add({ provider: 'keywordsai', path: '/api/users/list/', fault, times: 1 });
      },
    });
    expect(code).to.equal(0);
    expect(out).to.match(/keywordsai +140 +– +– +≥\$[\d,.]+ in all/);
  });

  describe('against accounts', () => {
    const box = boxFor();

    it('exits 2 when a provider is dead, and prints the others whole', async () => {
      const { code, out, err } = await cli(['watch', '--once'], {
        env: { ...envOf(box()), COBO_BASE_URL: await closedPort() },
      });
      const lines = linesOf(out);
      expect(code).to.equal(2);
      expect(err).to.include('cobo/keys').and.include('ECONNREFUSED');
      expect(idsOf(lines, 'keygen.licenses')).to.have.length(box().control.counts().keygen.licenses);
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
        env: { OPENAI_BASE_URL: await closedPort(), OPENAI_ADMIN_KEY: 'k' },
      });
      expect(code).to.equal(3);
      const [first, second, ...rest] = err.trim().split('\n');
      expect(first).to.match(/^headwater: openai\/projects: openai\.projects, page 0.*ECONNREFUSED/);
      expect(second).to.match(/^headwater: openai\/users, .*openai\/usage: connection refused, too$/);
      expect(rest).to.deep.equal([]);
    });

    it('exits 3 when everything fails', async () => {
      box().control.faults.add({ times: Infinity, fault: { kind: 'status', status: 401 } });
      const { code, out } = await cli(['watch', '--once'], { env: envOf(box()) });
      expect(code).to.equal(3);
      expect(out).to.equal('');
    });
  });
});

describe('headwater watch', () => {
  // Costs are asked for from the start of the month on, by our clock; the ticks are counted, so each test has its own.
  let started: Sandbox | undefined;
  beforeEach(async () => {
    started = await startSandbox({ scale: 0.05, now: new Date() });
  });
  afterEach(() => started?.close());
  const box = (): Sandbox => started!;

  it('prints records, states and changes as NDJSON, and a dead provider stops nobody', async () => {
    const step = ticker(box);
    const { code, out } = await cli(['watch', '--interval', '0.05'], {
      env: { ...envOf(box()), COBO_BASE_URL: await closedPort() },
      until: (text) => {
        const lines = linesOf(text);
        step(text, /"openai\/project keys","state":"live"/, /"openai.projects.apiKeys","change":"new key"/);
        return (
          lines.some(({ change }) => change === 'new key') &&
          lines.some(({ change }) => change === 'first use') &&
          lines.some(({ state, provider }) => state === 'down' && provider === 'cobo')
        );
      },
    });
    const lines = linesOf(out);
    expect(code).to.equal(130);
    expect(lines.find(({ state }) => state === 'down')?.reason).to.equal('connection refused');
    const licenses = idsOf(lines, 'keygen.licenses');
    expect(licenses).to.have.length(new Set(licenses).size);
    expect(licenses).not.to.be.empty;
  });

  it('redraws one line for each provider on a terminal, and changes above them', async () => {
    const step = ticker(box);
    const { code, out } = await cli(['watch', '--interval', '0.05'], {
      env: { ...envOf(box()), COBO_BASE_URL: await closedPort(), NO_COLOR: '1' },
      columns: 100,
      until: (text) => {
        step(text, /openai .*● live/, /openai +new key +project key/);
        return text.includes('first use') && text.includes('✕ down');
      },
    });
    expect(code).to.equal(130);
    expect(out).to.match(/cobo +… +… +… +– +– .*✕ down/);
    expect(out).to.include('cobo: keys, principals: connection refused; ');
    expect(out).to.match(/openai +25 +1\d\d +\d+ +\$[\d,.]+ [A-Z][a-z]{2} /);
    expect(out).not.to.include('sandbox');
  });

  it('marks a spend of which a part is not told on its screen, too', async () => {
    const { out } = await cli(['watch', '--sandbox'], {
      columns: 100,
      onSandbox: ({ control }) => {
        const fault = { kind: 'drift', retype: { total_cost: 'null' } } as const;
        control.faults.add({ provider: 'keywordsai', path: '/api/users/list/', fault, times: 1 });
      },
      until: (text) => /keywordsai .*● live/.test(text),
    });
    expect(out).to.match(/keywordsai .*≥\$[\d,.]+ in all .*● live/);
  });

  it('says sandbox on its screen', async () => {
    const { out } = await cli(['watch', '--sandbox'], {
      columns: 80,
      until: (text) => text.includes('● live'),
    });
    expect(out).to.include('sandbox: made-up data');
  });

  it('prints plain lines where a table is asked for and there is no terminal', async () => {
    const { out } = await cli(['watch', '--sandbox', '--format', 'table'], {
      until: (text) => text.includes('● live'),
    });
    expect(out)
      .to.match(/^sandbox: made-up data\nPROVIDER/)
      .and.not.include('\u001b');
  });

  it('reads no faster than its reader does', async () => {
    class Slow extends Capture {
      override _write(_chunk: string | Buffer, _encoding: string, _done: () => void): void {
        this.text += 'x';
      }
    }
    box().control.clearRequests();
    const stdout = new Slow();
    const ended = cli(['watch', '--interval', '0.01'], { env: envOf(box()), stdout });
    const asked = await steady(() => box().control.requests().length);
    stdout.destroy();
    expect(stdout.text).to.equal('x');
    expect(asked).to.be.lessThan(80);
    void ended;
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
