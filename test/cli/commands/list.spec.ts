import { expect } from 'chai';
import { widthOf } from '../../../src/cli/output/width.js';
import { cli, envOf, linesOf } from '../support.js';
import { boxFor } from '../../sandbox/support.js';

describe('headwater list', () => {
  const box = boxFor();
  const env = (): Record<string, string> => envOf(box());
  const tokenIn = (err: string): string => /--resume (\S+)/.exec(err)?.[1] ?? '';

  it('prints every item once, in the order of the server, as NDJSON', async () => {
    const { code, out, err } = await cli(['list', 'openai.users.list', '--page-size', '7'], { env: env() });
    expect(code).to.equal(0);
    expect(err).to.equal('');
    expect(linesOf(out).map(({ item }) => item)).to.deep.equal(box().control.items('openai', 'users'));
    expect(linesOf(out)[0])
      .to.include({ provider: 'openai', endpoint: 'openai.users' })
      .and.not.have.property('sandbox');
  });

  it('prints one JSON array, an empty one for an empty list', async () => {
    const { out } = await cli(['list', 'cobo.apiKeys', '--format', 'json', '--page-size', '20'], {
      env: env(),
    });
    expect(JSON.parse(out)).to.have.length(box().control.counts().cobo.apiKeys);
    const none = await cli(
      ['list', 'keygen.users', '--format', 'json', '--param', 'status=NONE', '--param', 'roles=user'],
      { env: env() },
    );
    expect(none).to.include({ code: 0, out: '[]\n' });
  });

  it('prints CSV with one header and one row an item', async () => {
    const { out } = await cli(['list', 'openai.users', '--format', 'csv', '--page-size', '10'], {
      env: env(),
    });
    const [header, ...rows] = out.trim().split('\n');
    expect(header?.split(',')).to.include.members(['id', 'email', 'added_at']);
    expect(rows).to.have.length(box().control.counts().openai.users);
    expect(out.split('added_at')).to.have.length(2);
  });

  it('prints a table that fits the terminal', async () => {
    const { out } = await cli(['list', 'keygen.licenses'], { env: { ...env(), NO_COLOR: '1' }, columns: 80 });
    const lines = out.trim().split('\n');
    expect(lines[0]).to.match(/ID +NAME +STATUS/);
    expect(lines).to.have.length(box().control.counts().keygen.licenses + 1);
    for (const line of lines) expect(line.length).to.be.at.most(80);
  });

  it('shows names of double width whole, and aligned', async () => {
    for (const columns of [120, undefined]) {
      box().control.faults.add({ fault: { kind: 'drift', add: { name: '田中太郎', role: 'owner' } } });
      const { out } = await cli(['list', 'openai.users', '--format', 'table', '--max-items', '5'], {
        env: { ...env(), NO_COLOR: '1' },
        ...(columns === undefined ? {} : { columns }),
      });
      const [head = '', ...rows] = out.trim().split('\n');
      expect(rows).to.have.length(5);
      const at = widthOf(head.slice(0, head.indexOf('EMAIL')));
      for (const row of rows) {
        expect(row).to.include('田中太郎  ');
        expect(widthOf(row.slice(0, row.lastIndexOf('  ', row.indexOf('@')) + 2))).to.equal(at);
        expect(widthOf(row)).to.be.at.most(120);
      }
    }
  });

  it('shows what customers cost', async () => {
    for (const columns of [80, 120]) {
      const { out } = await cli(['list', 'keywordsai.users', '--max-items', '1'], {
        env: { ...env(), NO_COLOR: '1' },
        columns,
      });
      expect(out.split('\n')[0]).to.match(/CUSTOMER_IDENTIFIER.*TOTAL_COST/);
    }
  });

  it('shows a bucket as a row for each of its results', async () => {
    const start = ['--param', 'start_time=2026-01-13', '--param', 'end_time=2026-01-15'];
    const { out } = await cli(
      ['list', 'openai.costs', ...start, '--param', 'group_by=project_id', '--format', 'table'],
      { env: env() },
    );
    expect(out.split('\n')[0]).to.match(/^START_TIME +END_TIME +PROJECT_ID +AMOUNT\.VALUE +AMOUNT\.CURRENCY/);
    const rows = out.trim().split('\n').slice(1);
    expect(new Set(rows.map((row) => row.slice(0, 16)))).to.deep.equal(
      new Set(['2026-01-13 00:00', '2026-01-14 00:00']),
    );
    expect(rows.length).to.be.greaterThan(2);
    expect(out).not.to.include('[');
  });

  it('takes times in words, and goes on with the time that they meant', async () => {
    const args = ['list', 'openai.costs', '--param', 'start_time=7d', '--max-pages', '1', '--sandbox'];
    const first = await cli([...args, '--page-size', '3']);
    expect(first.code).to.equal(0);
    const { start_time: start } = linesOf(first.out)[0]?.item ?? {};
    // The clock of the sandbox stands at noon of the 15th, and costs come by the day.
    expect(start).to.equal(Date.parse('2026-01-08T00:00:00Z') / 1000);
    const [, fixed = '', token = ''] = /to go on: --param (\S+) --resume (\S+)/.exec(first.err) ?? [];
    expect(fixed).to.equal('start_time=2026-01-08T12:00:00.000Z');
    const rest = await cli([
      ...['list', 'openai.costs', '--sandbox', '--page-size', '3'],
      ...['--param', fixed, '--resume', token],
    ]);
    expect(rest.code).to.equal(0);
    expect(linesOf(first.out).length + linesOf(rest.out).length).to.equal(8);
  });

  it('says what a time may be, and where the lists of a provider are shown', async () => {
    const wrong = await cli(['list', 'openai.costs', '--param', 'start_time=soonish', '--sandbox']);
    expect(wrong.code).to.equal(1);
    expect(wrong.err).to.include('24h').and.include('yesterday').and.include('Got soonish');
    const provider = await cli(['list', 'openai', '--sandbox']);
    expect(provider.code).to.equal(1);
    expect(provider.err).to.include('headwater endpoints openai shows them').and.not.include('Did you mean');
  });

  it('says sandbox in every format', async () => {
    for (const format of ['table', 'csv', 'json', 'ndjson']) {
      const { out, err } = await cli(['list', 'openai.projects', '--sandbox', '--format', format]);
      expect(out, format).to.include('sandbox');
      expect(err, format).to.include('sandbox');
    }
    const { out } = await cli(['list', 'openai.projects', '--sandbox']);
    expect(linesOf(out).every(({ sandbox }) => sandbox === true)).to.equal(true);
  });

  it('lets --sandbox win over the environment', async () => {
    box().control.clearRequests();
    await cli(['list', 'openai.projects', '--sandbox'], { env: env() });
    expect(box().control.requests()).to.deep.equal([]);
  });

  it('sends parameters as they were given, a repeated one as a list', async () => {
    box().control.clearRequests();
    const args = ['--param', 'roles=user', '--param', 'roles=admin', '--param', 'metadata=tier=gold'];
    await cli(['list', 'keygen.users', ...args], { env: env() });
    expect(box().control.requests()[0]?.query).to.deep.include.members([
      ['roles[]', 'user'],
      ['roles[]', 'admin'],
      ['metadata[tier]', 'gold'],
    ]);
  });

  it('lists the keys of all projects', async () => {
    const { out } = await cli(['list', 'openai.projects.apiKeys.listAll'], { env: env() });
    const keys = linesOf(out).map(({ item }) => item);
    expect(keys).to.have.length(box().control.counts().openai['projects.apiKeys']);
    expect(keys.every((key) => typeof key?.project_id === 'string')).to.equal(true);
  });

  it('stops at a cap, and goes on from the token that it prints', async () => {
    const capped = await cli(['list', 'openai.users', '--page-size', '10', '--max-pages', '1'], {
      env: env(),
    });
    expect(capped.code).to.equal(0);
    expect(linesOf(capped.out)).to.have.length(10);
    expect(capped.err).to.include('stopped at --max-pages');
    const rest = await cli(['list', 'openai.users', '--resume', tokenIn(capped.err)], { env: env() });
    const ids = [...linesOf(capped.out), ...linesOf(rest.out)].map(({ item }) => item?.id);
    expect(ids).to.deep.equal(
      box()
        .control.items('openai', 'users')
        .map(({ id }) => id),
    );
  });

  it('sends one request for --max-items within a page', async () => {
    box().control.clearRequests();
    const { out, err } = await cli(['list', 'openai.users', '--max-items', '3'], { env: env() });
    expect(linesOf(out)).to.have.length(3);
    expect(err).to.include('stopped at --max-items');
    expect(box().control.requests()).to.have.length(1);
  });

  it('exits 2 where a list breaks on its way, and prints the last good token', async () => {
    box().control.faults.add({
      path: '/users',
      skip: 1,
      times: Infinity,
      fault: { kind: 'status', status: 403 },
    });
    const { code, out, err } = await cli(['list', 'openai.users', '--page-size', '10', '--format', 'json'], {
      env: env(),
    });
    expect(code).to.equal(2);
    expect(err).to.include('403');
    expect(() => JSON.parse(out) as unknown).to.throw();
    box().control.faults.clear();
    const rest = await cli(['list', 'openai.users', '--resume', tokenIn(err)], { env: env() });
    expect(linesOf(rest.out)).to.have.length(box().control.counts().openai.users - 10);
  });

  it('exits 3 where nothing came', async () => {
    box().control.faults.add({ times: Infinity, fault: { kind: 'status', status: 401 } });
    const { code, out, err } = await cli(['list', 'openai.users'], { env: env() });
    expect(code).to.equal(3);
    expect(out).to.equal('');
    expect(err).to.include('401');
  });

  const refused: readonly { readonly args: readonly string[]; readonly says: string }[] = [
    { args: ['openai.users', '--page-size', '101'], says: 'between 1 and 100' },
    { args: ['openai.users', '--max-items', '0'], says: 'maxItems' },
    { args: ['openai.users', '--param', 'colour=red'], says: 'there is no parameter colour' },
    { args: ['openai.users', '--param', 'limit'], says: 'name=value' },
    { args: ['openai.users', '--param', 'limit=1', '--param', 'limit=2'], says: 'one value' },
    { args: ['openai.users', '--param', 'limit=ten'], says: 'must be integer' },
    { args: ['openai.projects.apiKeys'], says: 'project_id is missing' },
    { args: ['openai.users', '--resume', 'hw1.x'], says: 'resume token' },
    { args: ['openai.projects.apiKeys.listAll', '--resume', 'hw1.x'], says: 'cannot be resumed' },
  ];
  for (const { args, says } of refused) {
    it(`exits 1 before anything is sent: ${args.join(' ')}`, async () => {
      box().control.clearRequests();
      const { code, err } = await cli(['list', ...args], { env: env() });
      expect(code).to.equal(1);
      expect(err).to.include(says);
      expect(box().control.requests()).to.deep.equal([]);
    });
  }

  it('names the variable that one endpoint lacks', async () => {
    const { code, err } = await cli(['list', 'cobo.principals'], { env: { COBO_API_KEY: 'caw_1' } });
    expect(code).to.equal(1);
    expect(err).to.include('COBO_SERVICE_KEY');
  });

  it('draws progress on a terminal only, a bar where the total is known', async () => {
    const args = ['list', 'keywordsai.users', '--page-size', '50'];
    const seen = await cli(args, { env: env(), errColumns: 100 });
    expect(seen.err).to.include('█').and.to.include(' of 1');
    expect((await cli(args, { env: env() })).err).to.equal('');
    const counted = await cli(['list', 'openai.users'], { env: env(), errColumns: 100 });
    expect(counted.err).to.include('openai.users  25').and.not.to.include('█');
  });
});
