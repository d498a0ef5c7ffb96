import { expect } from 'chai';
import { HttpError, NetworkError } from '../../../src/http/errors.js';
import { checkExit, stateOf } from '../../../src/cli/commands/check.js';
import { checkText, type CheckRow } from '../../../src/cli/output/check-page.js';
import type { Paint } from '../../../src/cli/output/paint.js';
import { CATALOG } from '../../../src/cli/catalog.js';
import { boxFor } from '../../sandbox/support.js';
import { cli, CLOSED, envOf } from '../support.js';

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
  /** The rows of lists, of those of every type. */
  const rowsOf = (out: string): CheckRow[] =>
    (JSON.parse(out) as (CheckRow & { type: string })[]).filter(({ type }) => type === 'list');

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
        KEYGEN_BASE_URL: CLOSED,
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

  it('tells the outage of a provider once, also where its circuit is open and nothing is sent', async () => {
    const { code, out } = await cli(['check'], {
      env: { OPENAI_ADMIN_KEY: 'k', OPENAI_API_KEY: 'k', OPENAI_BASE_URL: CLOSED },
    });
    expect(code).to.equal(3);
    expect(out).to.match(
      /openai +0 of \d+ ok\n +\d+ unreachable +connection refused\n +\d+ not tried +no id/,
    );
    expect(out.match(/unreachable/g)).to.have.length(1);
    expect(out).not.to.include('not asked');
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
    { why: 'one that left items out', rows: [row('openai', 'ok'), row('openai', 'partial')], code: 2 },
    { why: 'none but those that left items out', rows: [row('openai', 'partial')], code: 2 },
    { why: 'none', rows: [row('openai', 'refused'), row('cobo', 'unreachable')], code: 3 },
  ];
  for (const { why, rows, code } of cases) it(why, () => expect(checkExit(rows)).to.equal(code));
});

describe('stateOf', () => {
  const http = (status: number): HttpError =>
    new HttpError({ code: 'http-rejected', message: 'm', advice: 'a', status });
  const cases = [
    { error: http(401), state: 'refused' },
    { error: http(403), state: 'refused' },
    { error: http(500), state: 'failed' },
    {
      error: new NetworkError({
        code: 'network-connection',
        message: 'm',
        advice: 'a',
        systemCode: 'ENOTFOUND',
      }),
      state: 'unreachable',
    },
    { error: new Error('odd \u001b[2J'), state: 'failed' },
  ];
  for (const { error, state } of cases) {
    it(`${error.name} is ${state}`, () => {
      expect(stateOf(error).state).to.equal(state);
      expect(stateOf(error).detail).not.to.include('\u001b');
    });
  }
});

describe('the text of a check', () => {
  const plain: Paint = (_style, text) => text;
  const row = (
    provider: CheckRow['provider'],
    name: string,
    state: CheckRow['state'],
    detail = '',
  ): CheckRow => ({ provider, endpoint: `${provider}.${name}`, state, detail, dark: `the ${name}` });
  const linesOf = (rows: readonly CheckRow[]): readonly string[] => checkText(rows, false, plain).split('\n');

  it('has a line for each endpoint, and ends with one for each provider', () => {
    const rows = [
      row('openai', 'users', 'ok'),
      row('openai', 'costs', 'refused', 'no permission (403)'),
      row('cobo', 'apiKeys', 'ok'),
    ];
    expect(linesOf(rows)).to.deep.equal([
      'ENDPOINT      STATE    DETAIL               GOES DARK',
      'openai.users  ok',
      'openai.costs  refused  no permission (403)  the costs',
      'cobo.apiKeys  ok',
      '',
      'PROVIDER  ENDPOINTS  CAUSE',
      'openai    1 of 2 ok',
      '          1 refused  no permission (403)',
      'cobo      1 of 1 ok',
      '',
    ]);
  });

  it('tells a cause that several share once, the most frequent first', () => {
    const rows = [
      row('openai', 'costs', 'failed', 'server error (500)'),
      ...['users', 'invites', 'groups'].map((name) => row('openai', name, 'refused', 'no permission (403)')),
      row('openai', 'models', 'ok'),
    ];
    expect(linesOf(rows)).to.deep.equal([
      'ENDPOINT        STATE    DETAIL              GOES DARK',
      'openai.costs    failed   server error (500)  the costs',
      'openai.users    refused                      the users',
      'openai.invites  refused                      the invites',
      'openai.groups   refused                      the groups',
      'openai.models   ok',
      '',
      'PROVIDER  ENDPOINTS  CAUSE',
      'openai    1 of 5 ok',
      '          3 refused  no permission (403)',
      '          1 failed   server error (500)',
      '',
    ]);
  });

  it('leaves a provider of which nothing answers to the summary', () => {
    const rows = [
      row('openai', 'users', 'unreachable', 'connection refused'),
      row('openai', 'costs', 'unreachable', 'connection refused'),
      row('openai', 'projects.apiKeys', 'not tried', 'no project_id is known to try it with'),
      row('openai', 'groups.users', 'not tried', 'no group_id is known to try it with'),
      row('cobo', 'apiKeys', 'not set', 'COBO_API_KEY or COBO_SERVICE_KEY'),
      row('cobo', 'principals', 'not set', 'COBO_SERVICE_KEY'),
    ];
    expect(linesOf(rows)).to.deep.equal([
      'PROVIDER  ENDPOINTS      CAUSE',
      'openai    0 of 4 ok',
      '          2 unreachable  connection refused',
      '          2 not tried    no id is known to try it with',
      'cobo      0 of 2 ok',
      '          2 not set      COBO_API_KEY or COBO_SERVICE_KEY',
      '',
    ]);
  });

  it('an endpoint that left items out answers: nothing goes dark, and its provider has its lines', () => {
    const rows = [
      row('openai', 'users', 'partial', '1 item left out'),
      row('openai', 'costs', 'refused', 'no permission (403)'),
    ];
    expect(linesOf(rows)).to.deep.equal([
      'ENDPOINT      STATE    DETAIL               GOES DARK',
      'openai.users  partial  1 item left out',
      'openai.costs  refused  no permission (403)  the costs',
      '',
      'PROVIDER  ENDPOINTS  CAUSE',
      'openai    0 of 2 ok',
      '          1 partial  items that do not decode were left out',
      '          1 refused  no permission (403)',
      '',
    ]);
  });

  it('paints states, and says sandbox', () => {
    const paint: Paint = (style, text) => `<${style}:${text}>`;
    const text = checkText(
      [row('openai', 'users', 'ok'), row('openai', 'costs', 'refused', 'x')],
      true,
      paint,
    );
    expect(text).to.match(/^<magenta:sandbox>\n/);
    expect(text).to.include('<green:ok>').and.include('<red:refused>');
    expect(text).to.include('<green:1 of 2 ok>').and.include('<red:1 refused>');
  });
});
