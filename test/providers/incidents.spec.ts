import { expect } from 'chai';
import { defaultRules, type FindingRow, type SourceRow } from '../../src/monitor/index.js';
import type { ProviderName } from '../../src/providers/names.js';
import { startSandbox, type IncidentId } from '../../src/sandbox/index.js';
import { sandboxSources, type Told } from '../support/sandbox-sources.js';
import { Stepped } from './support/monitored.js';

const MINUTE_MS = 60_000;

const TOLD: Partial<Readonly<Record<ProviderName, Told>>> = {
  openai: {
    source: {
      only: ['users', 'projects', 'projects.apiKeys', 'adminApiKeys', 'usage.completions.1m', 'costs'],
    },
  },
  keywordsai: { client: { limiter: false } },
  cobo: { source: { every: 4 * MINUTE_MS } },
};

describe('the incidents of the sandbox in a monitor', function () {
  let set: Stepped;
  let rows: readonly SourceRow[];

  before(async () => {
    const box = await startSandbox({ scale: 0.02, rateLimits: false, incidents: true });
    set = new Stepped(
      box,
      sandboxSources(box, (name) => TOLD[name] ?? {}),
      { rules: defaultRules },
    );
    rows = await set.settle();
  });

  after(() => set.close());

  const subject = (id: IncidentId): string =>
    set.box.control.incidents().find((incident) => incident.id === id)?.subject ?? '';

  const findings = async (): Promise<readonly FindingRow[]> => set.see(set.monitor.findings$);

  const isFound = (all: readonly FindingRow[], rule: string, id: string): boolean =>
    all.some((finding) => finding.rule === rule && finding.subject.id === id);

  const stateOf = (source: string): ReadonlySet<string> =>
    new Set(rows.filter((row) => row.source === source).map(({ state }) => state));

  const until = async (minute: number): Promise<void> => {
    const { control } = set.box;
    const start = Date.parse('2026-01-15T12:00:00Z');
    const left = minute - (control.now().getTime() - start) / MINUTE_MS;
    // Up to the last minutes nothing is looked at: the sandbox is ahead meanwhile, and nothing is read.
    const quiet = Math.max(0, left - 3);
    control.tick(quiet);
    rows = await set.advance(quiet * MINUTE_MS);
    rows = await set.tick(left - quiet, MINUTE_MS);
  };

  it('from the start: never used, expiring, ownerless, and in two lists but one key', async () => {
    const all = await findings();
    expect(isFound(all, 'key.never_used', subject('never-used'))).to.equal(true);
    expect(isFound(all, 'key.expiring', subject('expiring'))).to.equal(true);
    expect(isFound(all, 'key.owner_gone', subject('owner-gone'))).to.equal(true);
    const id = subject('in-two-lists');
    const table = await set.see(set.monitor.credentials({ limit: 500 }));
    const twice = table.rows.filter((row) => row.id === id);
    expect(twice.map(({ kind }) => kind)).to.deep.equal(['project_key']);
    const gone = table.rows.find((row) => row.id === subject('owner-gone'));
    expect(gone?.ownerName)
      .to.be.a('string')
      .and.not.to.match(/^user_/);
  });

  it('minute 75: one key stands out', async () => {
    const before = await set.see(set.monitor.spend({ by: 'key', window: '60m' }));
    await until(76);
    const after = await set.see(set.monitor.spend({ by: 'key', window: '60m', limit: 500 }));
    const id = subject('spike');
    const requestsOf = (table: typeof after): number =>
      table.rows.find(({ ref }) => ref?.id === id)?.requests ?? 0;
    expect(requestsOf(after)).to.be.above(2 * requestsOf(before));
  });

  it('minute 120: one source waits, until when it says', async () => {
    await until(121);
    const waiting = rows.filter(({ state }) => state === 'rate_limited');
    // What another list of that source asks for meanwhile is refused with it.
    expect([...new Set(waiting.map(({ source }) => source))]).to.deep.equal(['keywordsai']);
    expect(stateOf('openai')).to.deep.equal(new Set(['ok']));
  });

  it('minute 180: a refused credential, and no other source minds', async () => {
    await until(185);
    expect(stateOf('cobo')).to.deep.equal(new Set(['auth']));
    expect(stateOf('openai')).to.deep.equal(new Set(['ok']));
    expect((await findings()).some(({ rule }) => rule === 'source.auth')).to.equal(true);
  });

  it('minute 240: the API has changed, and what was known stays', async () => {
    await until(262);
    const drifts = await set.see(set.monitor.drift$);
    expect(drifts.map(({ feed, path, change }) => [feed, path, change])).to.have.deep.members([
      ['products', 'attributes.edition', 'added'],
      ['products', 'attributes.name', 'retyped'],
    ]);
    expect(rows.find(({ feed }) => feed === 'products')?.state).to.equal('partial');
    const names = (await set.see(set.monitor.credentials({ limit: 500 }))).rows
      .filter(({ kind }) => kind === 'license')
      .map(({ projectName }) => projectName);
    expect(names).not.to.include(undefined);
  });

  it('afterwards: what ended is over, and the credential is tried again', async () => {
    await until(300);
    expect(stateOf('keygen')).to.deep.equal(new Set(['ok']));
    expect(stateOf('cobo')).to.deep.equal(new Set(['ok']));
    // The client of Keywords AI waits in real time, which no test does.
    expect(set.box.control.faults.list().map(({ fault }) => fault.kind)).to.deep.equal([]);
  });
});
