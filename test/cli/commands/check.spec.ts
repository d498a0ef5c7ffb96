import { expect } from 'chai';
import { HttpError, NetworkError } from '../../../src/http/errors.js';
import { checkExit, stateOf, type CheckRow } from '../../../src/cli/commands/check.js';
import { CATALOG } from '../../../src/cli/catalog.js';
import { boxFor } from '../../sandbox/support.js';
import { cli, closedPort, envOf } from '../support.js';

/** Lists below a resource that the vendor lists nowhere. */
const NO_PARENT_LIST: readonly string[] = [
  'openai.conversations.items',
  'openai.fineTuning.checkpoints.permissions',
  'openai.responses.inputItems',
  'openai.threads.messages',
  'openai.threads.runs',
  'openai.threads.runs.steps',
  'openai.vectorStores.fileBatches.files',
  'keywordsai.logs.scores',
];

describe('headwater check', () => {
  const box = boxFor({ rateLimits: false });
  const rowsOf = (out: string): CheckRow[] => JSON.parse(out) as CheckRow[];

  it('asks each endpoint for one item, and exits 0 when all answer', async () => {
    box().control.clearRequests();
    const { code, out } = await cli(['check', '--format', 'json'], { env: envOf(box()) });
    expect(code).to.equal(0);
    const rows = rowsOf(out);
    const untried = rows.filter(({ state }) => state !== 'ok');
    expect(untried.map(({ endpoint, state }) => [endpoint, state])).to.deep.equal(
      NO_PARENT_LIST.map((id) => [id, 'not tried']),
    );
    const operations = CATALOG.filter(({ kind }) => kind !== 'composed');
    expect(rows).to.have.length(operations.length);
    expect(box().control.requests()).to.have.length(operations.length - NO_PARENT_LIST.length);
    const sized = operations.filter(({ id, sizes }) => sizes !== 'none' && !NO_PARENT_LIST.includes(id));
    const asked = box()
      .control.requests()
      .filter(({ query }) => query.some(([name, value]) => /limit|size/.test(name) && value === '1'));
    expect(asked).to.have.length(sized.length);
  });

  it('says what is refused and what goes dark, and exits 2', async () => {
    box().control.faults.add({
      path: '/admin_api_keys',
      times: Infinity,
      fault: { kind: 'status', status: 403 },
    });
    const { code, out } = await cli(['check'], { env: envOf(box()) });
    expect(code).to.equal(2);
    expect(out).to.match(/openai\.adminApiKeys +refused +no permission \(403\) +admin keys/);
    expect(out).to.match(/openai\.users +ok\n/);
  });

  it('tells a dead provider from a missing credential, and one that cannot be tried', async () => {
    const { OPENAI_BASE_URL, OPENAI_ADMIN_KEY, COBO_BASE_URL, COBO_API_KEY } = envOf(box());
    box().control.faults.add({ path: /projects$/, times: Infinity, fault: { kind: 'status', status: 401 } });
    const { code, out } = await cli(['check', '--format', 'json'], {
      env: {
        OPENAI_BASE_URL,
        OPENAI_ADMIN_KEY,
        COBO_BASE_URL,
        COBO_API_KEY,
        KEYGEN_TOKEN: 'admin-1',
        KEYGEN_BASE_URL: await closedPort(),
      },
    });
    const states = Object.fromEntries(rowsOf(out).map(({ endpoint, state }) => [endpoint, state]));
    expect(code).to.equal(2);
    expect(states).to.include({
      'openai.projects': 'refused',
      'openai.projects.apiKeys': 'not tried',
      'openai.users': 'ok',
      'cobo.apiKeys': 'ok',
      'cobo.principals': 'not set',
      'keygen.users': 'unreachable',
      'keygen.policies.entitlements': 'not tried',
      'keywordsai.users': 'not set',
    });
  });

  it('exits 3 when none works', async () => {
    box().control.faults.add({ times: Infinity, fault: { kind: 'status', status: 401 } });
    expect((await cli(['check'], { env: envOf(box()) })).code).to.equal(3);
  });

  it('says sandbox on its screen and in its rows', async () => {
    expect((await cli(['check', '--sandbox'])).out).to.match(/^sandbox\n/);
    const { out } = await cli(['check', '--sandbox', '--format', 'json']);
    expect((JSON.parse(out) as { sandbox: boolean }[]).every(({ sandbox }) => sandbox)).to.equal(true);
  });
});

describe('checkExit', () => {
  const row = (provider: CheckRow['provider'], state: CheckRow['state']): CheckRow => ({
    ...{ provider, state, endpoint: 'x', detail: '', dark: '' },
  });
  const cases: readonly {
    readonly rows: readonly CheckRow[];
    readonly code: number;
    readonly why: string;
  }[] = [
    { why: 'all fine', rows: [row('openai', 'ok')], code: 0 },
    {
      why: 'a provider that is not set does not count',
      rows: [row('openai', 'ok'), row('cobo', 'not set')],
      code: 0,
    },
    { why: 'half a provider does', rows: [row('cobo', 'ok'), row('cobo', 'not set')], code: 2 },
    { why: 'what cannot be tried does not', rows: [row('cobo', 'ok'), row('cobo', 'not tried')], code: 0 },
    { why: 'some', rows: [row('openai', 'ok'), row('openai', 'refused')], code: 2 },
    { why: 'none', rows: [row('openai', 'refused'), row('cobo', 'unreachable')], code: 3 },
  ];
  for (const { why, rows, code } of cases) it(why, () => expect(checkExit(rows)).to.equal(code));
});

describe('stateOf', () => {
  const http = (status: number): HttpError => new HttpError({ message: 'm', advice: 'a', status });
  const cases = [
    { error: http(401), state: 'refused' },
    { error: http(403), state: 'refused' },
    { error: http(500), state: 'failed' },
    { error: new NetworkError({ message: 'm', advice: 'a', code: 'ENOTFOUND' }), state: 'unreachable' },
    { error: new Error('odd \u001b[2J'), state: 'failed' },
  ];
  for (const { error, state } of cases) {
    it(`${error.name} is ${state}`, () => {
      expect(stateOf(error).state).to.equal(state);
      expect(stateOf(error).detail).not.to.include('\u001b');
    });
  }
});
