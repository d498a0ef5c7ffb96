import { expect } from 'chai';
import { PANELS, panelRows, type PanelRow } from '../../../src/cli/check/panels.js';
import type { ClockRow } from '../../../src/cli/check/clock.js';
import type { CheckRow } from '../../../src/cli/output/check-page.js';
import type { SourceInfo } from '../../../src/monitor/index.js';
import { PROVIDERS } from '../../../src/providers/names.js';
import { boxFor } from '../../sandbox/support.js';
import { startOrganization, type Organization } from '../organization.js';
import { cli, CLOSED, envOf } from '../support.js';

interface Provider {
  readonly type: 'provider';
  readonly provider: string;
  readonly ok: number;
  readonly all: number;
}

type AnyRow = ({ readonly type: 'list' } & CheckRow) | PanelRow | ClockRow | Provider;

const ofType = <T extends AnyRow['type']>(out: string, type: T) =>
  (JSON.parse(out) as AnyRow[]).filter((row): row is Extract<AnyRow, { type: T }> => row.type === type);

const panelsOf = (out: string, provider: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ofType(out, 'panel')
      .filter((row) => row.provider === provider)
      .map(({ panel, state }) => [panel, state]),
  );

describe('headwater check: what a monitor will show, and how to mend it', () => {
  let close: (() => Promise<void>) | undefined;

  afterEach(async () => {
    await close?.();
    close = undefined;
  });

  const check = async (org: Organization, env: Readonly<Record<string, string>> = {}, format = 'json') => {
    const served = await startOrganization(org);
    close = () => served.close();
    return cli(['check', '--format', format], { env: { ...served.env, ...env } });
  };

  it('a key that lacks a scope: what rests on it is dark, by name, and the scope is the fix', async () => {
    const { code, out } = await check({ missingScopes: 'api.usage.read', projects: ['p1'] });
    expect(code).to.equal(2);
    const costs = ofType(out, 'list').find(({ endpoint }) => endpoint === 'openai.costs');
    expect(costs).to.deep.include({
      cause: 'forbidden',
      feeds: ['costs'],
      fix: 'give the key in OPENAI_ADMIN_KEY api.usage.read',
    });
    expect(panelsOf(out, 'openai')).to.include({
      'spend, burn rate and month end': 'dark',
      'keys and their findings': 'lit',
      owners: 'lit',
    });
    const spend = ofType(out, 'panel').find(({ panel }) => panel.startsWith('spend'));
    expect(spend).to.deep.include({
      missing: ['openai/costs'],
      fix: 'give the key in OPENAI_ADMIN_KEY api.usage.read',
    });
  });

  it('a project key instead of an admin key is named, with the fix, and is in no output', async () => {
    const env = { OPENAI_ADMIN_KEY: 'sk-proj-CANARY-0123456789' };
    const { code, out } = await check({ status: 401 }, env, 'table');
    expect(code).to.equal(3);
    expect(out).to.include(
      'openai: OPENAI_ADMIN_KEY holds a project key (sk-proj-…): create an admin key at https://platform.openai.com/settings/organization/admin-keys.\n',
    );
    expect(out.match(/holds a project key/g)).to.have.length(1);
    expect(out).not.to.include('CANARY');
    expect(out).to.match(
      /openai +keys and their findings +dark +openai\/projects\.apiKeys, openai\/adminApiKeys\n/,
    );
  });

  it('a refused key, and one for which nothing listens', async () => {
    const refused = await check({ status: 401 });
    const fixes = new Set(ofType(refused.out, 'list').flatMap(({ fix }) => fix ?? []));
    expect(fixes).to.include('replace the key in OPENAI_ADMIN_KEY: it is refused');
    const dead = await cli(['check', '--format', 'json'], {
      env: { OPENAI_ADMIN_KEY: 'k', OPENAI_BASE_URL: CLOSED },
    });
    const [first] = ofType(dead.out, 'list').filter(({ state }) => state === 'unreachable');
    expect(first?.fix).to.equal('check the network, and OPENAI_BASE_URL if it is set');
    expect(ofType(dead.out, 'clock')).to.deep.equal([
      { type: 'clock', provider: 'openai', state: 'unknown' },
    ]);
  });

  const clocks: readonly (readonly [string, () => string, ClockRow['state'], number | undefined])[] = [
    ['that is right', () => new Date().toUTCString(), 'ok', 0],
    ['an hour ahead', () => new Date(Date.now() + 3_600_000).toUTCString(), 'off', 3_600_000],
    ['a day behind', () => new Date(Date.now() - 86_400_000).toUTCString(), 'off', -86_400_000],
    ['that is no date', () => 'tomorrow', 'unknown', undefined],
  ];
  for (const [what, date, state, offset] of clocks)
    it(`a server with a Date ${what}`, async () => {
      const { out } = await check({ date });
      const [clock] = ofType(out, 'clock');
      expect(clock?.state).to.equal(state);
      if (offset === undefined) expect(clock).not.to.have.property('offsetMs');
      else expect(clock?.offsetMs).to.be.closeTo(offset, 5_000);
      if (state === 'off') expect(clock?.fix).to.match(/^set the clock of this machine/);
    });

  it('a server whose Dates contradict each other says nothing of our clock', async () => {
    let turn = 0;
    const date = (): string => new Date(Date.now() + (turn++ % 2) * 7_200_000).toUTCString();
    const { out } = await check({ date }, {}, 'table');
    expect(out).to.match(/openai +contradictory\n/);
    expect(out).to.include('look for a cache or a proxy between.\n');
    expect(out).not.to.include('set the clock of this machine');
  });

  it('prints the same in every format', async () => {
    const rows = JSON.parse((await check({})).out) as AnyRow[];
    await close?.();
    const lines = (await check({}, {}, 'ndjson')).out.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as AnyRow).type)).to.deep.equal(
      rows.map(({ type }) => type),
    );
    await close?.();
    const [head = '', ...csv] = (await check({}, {}, 'csv')).out.trimEnd().split('\n');
    expect(head.split(',')).to.include.members([
      'type',
      'provider',
      'endpoint',
      'state',
      'fix',
      'panel',
      'offsetMs',
    ]);
    expect(csv.map((line) => line.split(',')[0])).to.deep.equal(rows.map(({ type }) => type));
    expect(csv.some((line) => line.startsWith('list,openai,openai.costs,'))).to.equal(true);
    const last = rows.at(-1);
    expect(last).to.include({ type: 'provider', provider: PROVIDERS.at(-1) });
  });
});

describe('headwater check over the sandbox', () => {
  const box = boxFor({ rateLimits: false });

  it('all panels of what each provider reports are lit, no clock is off, and nothing is to be done', async () => {
    const { out } = await cli(['check'], { env: envOf(box()) });
    expect(out).not.to.match(/PANEL|CLOCK|dark/);
    for (const provider of PROVIDERS) expect(out).to.match(new RegExp(`\\n${provider} +\\d+ of \\d+ ok\\n`));
  });
});

describe('the panels', () => {
  const every = { watchedMs: 1, idleMs: 1 };
  const source: SourceInfo = {
    name: 'acme',
    provider: 'openai',
    feeds: [
      { id: 'a', kind: 'snapshot', every, gives: ['credential'], reads: 'openai.a' },
      { id: 'b', kind: 'snapshot', every, gives: ['credential', 'limit'], reads: 'openai.b' },
    ],
  };
  const row = (endpoint: string, state: CheckRow['state'], fix?: string): CheckRow => ({
    ...{ provider: 'openai', endpoint, state, detail: '', dark: '' },
    ...(fix === undefined ? {} : { fix }),
  });
  const cases: readonly (readonly [CheckRow['state'], CheckRow['state'], string, string])[] = [
    ['ok', 'ok', 'lit', 'lit'],
    ['partial', 'ok', 'lit', 'lit'],
    ['ok', 'refused', 'partial', 'dark'],
    ['not set', 'ok', 'partial', 'lit'],
    ['failed', 'unreachable', 'dark', 'dark'],
    ['not tried', 'not tried', 'lit', 'lit'],
  ];
  for (const [a, b, keys, budgets] of cases)
    it(`${a} and ${b}: keys are ${keys}, budgets ${budgets}`, () => {
      const panels = panelRows([source], [row('openai.a', a), row('openai.b', b)]);
      const states = Object.fromEntries(panels.map(({ panel, state }) => [panel, state]));
      expect(states).to.include({ 'keys and their findings': keys, budgets, projects: 'not reported' });
      expect(panels).to.have.length(PANELS.length);
    });

  it('a list below one that fails could not be tried, and is as dark', () => {
    const below = { ...source, feeds: [{ ...source.feeds[0]!, reads: 'openai.up.a' }] };
    const rows = [
      row('openai.up', 'refused', 'x'),
      row('openai.up.a', 'not tried'),
      row('openai.u', 'failed'),
    ];
    const keys = panelRows([below], rows).find(({ panel }) => panel.startsWith('keys'));
    expect(keys).to.include({ state: 'dark', fix: 'x' });
  });

  it('has a fix where it is one thing, and none where there are several', () => {
    const keysOf = (...rows: readonly CheckRow[]): PanelRow | undefined =>
      panelRows([source], rows).find(({ panel }) => panel.startsWith('keys'));
    expect(keysOf(row('openai.a', 'refused', 'x'), row('openai.b', 'refused', 'x'))?.fix).to.equal('x');
    expect(keysOf(row('openai.a', 'refused', 'x'), row('openai.b', 'not set', 'y'))).not.to.have.property(
      'fix',
    );
  });
});
