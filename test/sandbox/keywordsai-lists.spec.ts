import { expect } from 'chai';
import type { Fault, ListNames, Sandbox, WireItem } from '../../src/sandbox/index.js';
import { boxFor, idsOf, itemsOf, keywordsai, withParam, type Answer, type Json } from './support.js';

type List = ListNames['keywordsai'];

/** A documented form of an operation: method and path with the parent in it, and how its items are told apart. */
interface Form {
  readonly form: string;
  readonly list: List;
  /** The list whose first item is the parent, and the member that names it. */
  readonly parent?: readonly [list: List, member: string];
  readonly id?: string;
  readonly query?: string;
  /** Every item at once. */
  readonly whole?: true;
}

const WIDE = 'start_time=2020-01-01T00:00:00Z';

const FORMS: readonly Form[] = [
  { form: 'GET /api/users/list/', list: 'users.prod' },
  { form: 'POST /api/users/list/', list: 'users.prod' },
  { form: 'GET /api/users/', list: 'users.prod', id: 'customer_identifier' },
  { form: 'GET /api/temporary-keys/', list: 'temporaryKeys' },
  {
    form: 'POST /api/request-logs/list/',
    list: 'requestLogs',
    id: 'unique_id',
    query: `${WIDE}&all_envs=true`,
  },
  { form: 'GET /api/request-logs/', list: 'requestLogs', id: 'unique_id', query: `${WIDE}&all_envs=true` },
  { form: 'GET /api/traces/list/', list: 'traces', query: WIDE },
  { form: 'POST /api/traces/list/', list: 'traces', query: WIDE },
  { form: 'POST /api/log_threads/', list: 'threads', id: 'thread_identifier' },
  { form: 'GET /api/prompts/', list: 'prompts' },
  { form: 'GET /api/prompts/list/', list: 'prompts' },
  { form: 'POST /api/prompts/list/', list: 'prompts' },
  { form: 'GET /api/prompts/{}/versions/', list: 'prompts.versions', parent: ['prompts', 'id'] },
  { form: 'GET /api/datasets/', list: 'datasets' },
  { form: 'POST /api/datasets/list/', list: 'datasets' },
  { form: 'GET /api/datasets/{}/logs/list/', list: 'datasets.logs', parent: ['datasets', 'id'] },
  { form: 'POST /api/datasets/{}/logs/list/', list: 'datasets.logs', parent: ['datasets', 'id'] },
  { form: 'GET /api/evaluators/', list: 'evaluators' },
  { form: 'POST /api/evaluators/list/', list: 'evaluators' },
  {
    form: 'GET /api/evaluators/{}/versions/',
    list: 'evaluators.versions',
    parent: ['evaluators', 'id'],
    id: 'version_id',
  },
  { form: 'GET /api/v2/experiments/', list: 'experiments' },
  { form: 'POST /api/v2/experiments/list/', list: 'experiments' },
  {
    form: 'GET /api/v2/experiments/{}/logs/list/',
    list: 'experiments.traces',
    parent: ['experiments', 'id'],
    whole: true,
  },
  {
    form: 'POST /api/v2/experiments/{}/logs/list/',
    list: 'experiments.traces',
    parent: ['experiments', 'id'],
    whole: true,
  },
  { form: 'GET /api/scores/', list: 'scores' },
  { form: 'POST /api/scores/', list: 'scores' },
  { form: 'GET /api/logs/{}/scores/', list: 'logs.scores', parent: ['scores', 'log_id'] },
  { form: 'GET /api/workflows/', list: 'workflows' },
  { form: 'POST /api/workflows/list/', list: 'workflows' },
  {
    form: 'GET /api/workflows/{}/versions/',
    list: 'workflows.versions',
    parent: ['workflows', 'workflow_id'],
  },
];

/** The path of a form with the first parent in it. */
function pathOf(box: Sandbox, { form, parent, query }: Form): string {
  const [, path = ''] = form.split(' ');
  const id = parent === undefined ? '' : String(box.control.items('keywordsai', parent[0])[0]?.[parent[1]]);
  return `${path.replace('{}', id)}${query === undefined ? '' : `?${query}`}`;
}

function send(box: Sandbox, form: string, path: string, filters?: unknown): Promise<Answer> {
  const method = form.split(' ')[0] ?? 'GET';
  return keywordsai(box, path, method === 'POST' ? { method, body: JSON.stringify(filters ?? {}) } : {});
}

/** Walks by the page in `next` only, until there is none. */
async function walked(box: Sandbox, form: Form, size: number): Promise<{ items: WireItem[]; pages: number }> {
  const first = withParam(pathOf(box, form), 'page_size', String(size));
  const items: WireItem[] = [];
  for (let page = '1', pages = 1; ; pages += 1) {
    const answer = await send(box, form.form, withParam(first, 'page', page));
    expect(answer.status, `${form.form} ${answer.text}`).to.equal(200);
    items.push(...itemsOf(answer, 'results'));
    const { next } = answer.body;
    if (typeof next !== 'string' || next === 'null' || pages > 500) return { items, pages };
    page = new URL(next).searchParams.get('page') ?? '';
  }
}

describe('sandbox: Keywords AI, all lists', () => {
  const box = boxFor({ rateLimits: false });
  const items = (list: List) => box().control.items('keywordsai', list);

  for (const form of FORMS) {
    it(`${form.form}: a walk sees every item once`, async () => {
      const { items: found, pages } = await walked(box(), form, 10);
      const ids = found.map((item) => String(item[form.id ?? 'id']));
      expect(new Set(ids).size).to.equal(found.length);
      expect(pages).to.satisfy((count: number) => (form.whole === true ? count === 1 : count >= 3));
      if (form.list === 'traces' || form.list === 'threads') return;
      const all = items(form.list);
      expect(found.length).to.equal(form.parent === undefined ? all.length : Math.max(...sizes(all, form)));
    });
  }

  /** How many items each parent has. */
  function sizes(all: readonly WireItem[], { list }: Form): readonly number[] {
    const member = {
      'logs.scores': 'log_id',
      'datasets.logs': 'dataset_id',
      'workflows.versions': 'workflow_id',
    };
    const name = member[list as keyof typeof member] as string | undefined;
    if (name === undefined)
      return [{ 'prompts.versions': 28, 'evaluators.versions': 27 }[list as string] ?? 31];
    const counts = new Map<unknown, number>();
    for (const item of all) counts.set(item[name], (counts.get(item[name]) ?? 0) + 1);
    return [...counts.values()];
  }

  it('has every list under its name, with the counts that its items have', () => {
    const counts: Readonly<Record<string, number>> = box().control.counts().keywordsai;
    expect(Object.keys(counts)).to.include.members([...new Set(FORMS.map(({ list }) => list)), 'users']);
    for (const list of Object.keys(counts)) expect(items(list as List).length, list).to.equal(counts[list]);
  });

  it('what belongs to something belongs to something that is there', () => {
    const ids = (list: List, member = 'id') => new Set(items(list).map((item) => item[member]));
    const relations: readonly (readonly [List, string, Set<unknown>])[] = [
      ['requestLogs', 'customer_identifier', ids('users', 'customer_identifier')],
      ['requestLogs', 'organization_key_id', ids('temporaryKeys')],
      ['requestLogs', 'prompt_id', ids('prompts').add(null)],
      ['requestLogs', 'thread_identifier', ids('threads', 'thread_identifier').add(null)],
      ['requestLogs', 'trace_unique_id', ids('traces').add(null)],
      ['traces', 'customer_identifier', ids('users', 'customer_identifier')],
      ['datasets.logs', 'dataset_id', ids('datasets')],
      ['datasets.logs', 'customer_identifier', ids('users', 'customer_identifier')],
      ['evaluators.versions', 'id', ids('evaluators')],
      ['experiments', 'dataset_id', ids('datasets')],
      ['experiments.traces', 'customer_identifier', ids('users', 'customer_identifier')],
      ['scores', 'log_id', ids('requestLogs', 'unique_id')],
      ['scores', 'evaluator_id', ids('evaluators')],
      ['workflows.versions', 'workflow_id', ids('workflows', 'workflow_id')],
    ];
    for (const [list, member, known] of relations)
      for (const item of items(list)) expect(known.has(item[member]), `${list}.${member}`).to.equal(true);
  });

  it('figures agree: traces with their calls, threads, datasets, prompts and logs with what they count', () => {
    const logs = items('requestLogs');
    for (const trace of items('traces')) {
      const calls = logs.filter((log) => log['trace_unique_id'] === trace['id']);
      expect(trace['span_count']).to.equal(calls.length);
      expect(trace['total_tokens']).to.equal(
        calls.reduce((sum, log) => sum + Number(log['total_request_tokens']), 0),
      );
    }
    for (const thread of items('threads')) {
      const calls = logs.filter((log) => log['thread_identifier'] === thread['thread_identifier']);
      expect(thread['log_count']).to.equal(calls.length).and.to.be.greaterThan(0);
    }
    for (const dataset of items('datasets')) {
      const own = items('datasets.logs').filter((log) => log['dataset_id'] === dataset['id']);
      expect(dataset['log_count']).to.equal(own.length);
    }
    const scored = logs.filter((log) => Object.keys(log['scores'] as Json).length > 0);
    expect(new Set(items('scores').map((score) => score['log_id']))).to.deep.equal(
      new Set(scored.map((log) => log['unique_id'])),
    );
  });

  it('inserts into and removes from every list, and children go with their parent', () => {
    const count = (list: string) => (box().control.counts().keywordsai as Record<string, number>)[list] ?? -1;
    for (const list of Object.keys(box().control.counts().keywordsai) as List[]) {
      const before = count(list);
      const id = box().control.insert('keywordsai', list);
      expect(count(list), list).to.equal(before + 1);
      expect(box().control.remove('keywordsai', list, id), list).to.equal(id);
      expect(count(list), list).to.equal(before);
      expect(box().control.remove('keywordsai', list, 'nobody'), list).to.equal(undefined);
    }
    const [prompt] = items('prompts');
    const [versions, all] = [items('prompts.versions').length, items('prompts').length];
    box().control.remove('keywordsai', 'prompts', String(prompt?.['id']));
    expect([items('prompts').length, items('prompts.versions').length < versions]).to.deep.equal([
      all - 1,
      true,
    ]);
  });

  describe('windows and environments', () => {
    const LOGS = '/api/request-logs/list/?page_size=1000';
    const logs = async (query: string) =>
      itemsOf(await send(box(), 'POST', `${LOGS}&fetch_filters=false${query}`), 'results');
    const within = (item: WireItem, hours: number) =>
      Date.parse(String(item['timestamp'])) >= box().control.now().getTime() - hours * 3_600_000;

    it('logs and traces default to the last hour of the sandbox clock', async () => {
      const hour = await logs('');
      expect(hour.length).to.be.within(25, items('requestLogs').length - 1);
      expect(hour.every((item) => within(item, 1) && item['environment'] === 'prod')).to.equal(true);
      const traces = itemsOf(await keywordsai(box(), '/api/traces/list/?page_size=1000'), 'results');
      expect(traces.length).to.be.within(25, items('traces').length - 1);
    });

    it('start_time and end_time open it; is_test decides over all_envs', async () => {
      const count = async (query: string) => (await logs(`&${WIDE}${query}`)).length;
      const [prod, test, both] = [
        await count(''),
        await count('&is_test=true'),
        await count('&all_envs=true'),
      ];
      expect(test).to.be.greaterThan(0);
      expect(both)
        .to.equal(prod + test)
        .and.to.equal(items('requestLogs').length);
      expect(await count('&all_envs=true&is_test=true')).to.equal(test);
      expect(await count('&environment=test')).to.equal(test);
      expect(await count('&end_time=2020-01-02T00:00:00Z')).to.equal(0);
    });

    it('the window moves with the clock, and new calls come into it', async () => {
      box().control.tick(90);
      expect((await logs('')).length).to.be.greaterThan(30);
    });

    it('include_fields leaves nothing else, not even the id', async () => {
      const [item] = await logs('&include_fields=model,cost');
      expect(item).to.have.all.keys('model', 'cost');
    });
  });

  const OPERATORS: readonly (readonly [string, unknown, (name: string) => boolean])[] = [
    ['', ['Prompt 3'], (name) => name === 'Prompt 3'],
    ['eq', 'Prompt 3', (name) => name === 'Prompt 3'],
    ['not', ['Prompt 3'], (name) => name !== 'Prompt 3'],
    ['lt', ['Prompt 3'], (name) => name < 'Prompt 3'],
    ['lte', ['Prompt 3'], (name) => name <= 'Prompt 3'],
    ['gt', ['Prompt 3'], (name) => name > 'Prompt 3'],
    ['gte', ['Prompt 3'], (name) => name >= 'Prompt 3'],
    ['contains', ['support'], (name) => name.includes('support')],
    ['icontains', ['SUPPORT'], (name) => name.includes('support')],
    ['iexact', ['prompt 3'], (name) => name === 'Prompt 3'],
    ['startswith', ['Prompt 1'], (name) => name.startsWith('Prompt 1')],
    ['endswith', ['support'], (name) => name.endsWith('support')],
    ['in', ['Prompt 3', 'Prompt 5'], (name) => name === 'Prompt 3' || name === 'Prompt 5'],
    ['isnull', [true], () => false],
    ['isnull', [false], () => true],
  ];
  for (const [operator, value, wanted] of OPERATORS) {
    it(`filters by ${operator === '' ? 'the empty operator' : operator} ${JSON.stringify(value)}`, async () => {
      const name = operator === '' || operator === 'eq' || operator === 'iexact' || operator === 'in';
      const rename = (text: string) => (name ? text.replace(' support', '') : text);
      const body = { filters: { name: { operator, value } } };
      const found = itemsOf(await send(box(), 'POST', '/api/prompts/list/?page_size=100', body), 'results');
      const all = items('prompts').map((item) => String(item['name']));
      expect(found.map((item) => String(item['name']))).to.deep.equal(all.filter(wanted));
      expect(all.map(rename)).to.include('Prompt 3');
    });
  }

  it('filters by metadata, scores, keys of threads, OR, and the two older spellings', async () => {
    const search = async (path: string, body: unknown) =>
      itemsOf(await send(box(), 'POST', path, body), 'results');
    const LOGS = `/api/request-logs/list/?page_size=1000&all_envs=true&${WIDE}`;
    const sessions = await search(LOGS, {
      filters: { metadata__session_id: { operator: '', value: ['session_3'] } },
    });
    expect(sessions).not.to.deep.equal([]);
    for (const log of sessions) expect((log['metadata'] as Json)['session_id']).to.equal('session_3');
    const score = items('scores').find((item) => typeof item['numerical_value'] === 'number');
    const rule = { operator: 'gte', value: [score?.['numerical_value']] };
    const scored = await search(LOGS, { filters: { [`scores__${String(score?.['evaluator_id'])}`]: rule } });
    expect(scored.map((log) => log['unique_id'])).to.include(score?.['log_id']);
    const call = items('requestLogs').find(
      (log) => log['thread_identifier'] !== null && log['environment'] === 'prod',
    );
    const threads = await search('/api/log_threads/', {
      filters: { organization_key_id: { operator: 'in', value: [call?.['organization_key_id']] } },
    });
    expect(threads.map((thread) => thread['thread_identifier'])).to.include(call?.['thread_identifier']);
    expect(threads.length).to.be.lessThan(box().control.counts().keywordsai.threads);
    const either = { name: { operator: '', value: ['Dataset 3'] }, type: { operator: '', value: ['llm'] } };
    const some = await search('/api/datasets/list/?page_size=100', { filters: either, operator: 'OR' });
    const both = await search('/api/datasets/list/?page_size=100', { filters: either });
    expect(some.length).to.be.greaterThan(both.length);
    const older = await search('/api/datasets/list/?page_size=100', { filters: { type: 'llm' } });
    expect(older.every((item) => item['type'] === 'llm')).to.equal(true);
    const [newest, last] = [items('datasets')[0], items('datasets').at(-1)];
    const span = { gte: last?.['created_at'], lt: newest?.['created_at'] };
    const dated = await search('/api/datasets/list/?page_size=100', { filters: { created_at: span } });
    expect(dated.length).to.equal(items('datasets').length - 1);
  });

  it('links: most lose the page size, some keep it, prompts lose the slash, and logs say "null"', async () => {
    const base = box().keywordsai.baseUrl;
    const next = async (path: string, method = 'GET') => (await send(box(), method, path)).body['next'];
    const [dataset] = idsOf(items('datasets'));
    const logs = `/api/datasets/${dataset ?? ''}/logs/list/`;
    expect(await next('/api/datasets/?page_size=10')).to.equal(`${base}/api/datasets/?page=2`);
    expect(await next(`${logs}?page_size=10`)).to.equal(`${base}${logs}?page=2&page_size=10`);
    expect(await next('/api/prompts/list/?page_size=10')).to.equal(`${base}/api/prompts/list?page=2`);
    const last = await send(box(), 'POST', `/api/request-logs/list/?page_size=1000`);
    expect(last.body).to.include({ next: 'null', previous: 'null' });
  });

  it('count: true, or that of the page, or 0, as each list is documented', async () => {
    const body = async (path: string, method = 'GET') => (await send(box(), method, path)).body;
    expect((await body('/api/prompts/?page_size=3'))['count']).to.equal(items('prompts').length);
    expect((await body('/api/evaluators/?page_size=3'))['count']).to.equal(3);
    expect((await body('/api/evaluators/list/?page_size=3', 'POST'))['count']).to.equal(3);
    expect((await body('/api/temporary-keys/'))['count']).to.equal(0);
  });

  it('query filters: evaluators, prompts, workflows, legacy logs', async () => {
    const read = async (path: string) => itemsOf(await keywordsai(box(), path), 'results');
    const human = await read('/api/evaluators/?type=human&tags=other,quality&page_size=100');
    expect(human).not.to.deep.equal([]);
    for (const item of human) expect(item).to.deep.include({ type: 'human', tags: ['quality'] });
    expect(
      (await read('/api/prompts/?name=support')).every(({ name }) => String(name).includes('support')),
    ).to.equal(true);
    const [log] = items('requestLogs').filter((item) => item['environment'] === 'prod');
    const who = String(log?.['customer_identifier']);
    const own = await read(`/api/request-logs/?${WIDE}&customer_identifier=${who}`);
    expect(new Set(own.map((item) => item['customer_identifier']))).to.deep.equal(new Set([who]));
  });

  it('evaluator versions: the draft is version 0 and stands first', async () => {
    const [id] = idsOf(items('evaluators'));
    const found = itemsOf(await keywordsai(box(), `/api/evaluators/${id ?? ''}/versions/`), 'results');
    const versions = found.map((item) => Number(item['version']));
    expect(versions[0]).to.equal(0);
    expect(versions.slice(1)).to.deep.equal([...versions.slice(1)].sort((a, b) => b - a));
    expect(found.map((item) => item['is_read_only'])).to.deep.equal(versions.map((version) => version > 0));
  });

  it('experiments of the first version: limit and offset, and has_more', async () => {
    const seen: string[] = [];
    for (let offset = 0, more = true; more; offset += 10) {
      const { body } = await keywordsai(box(), `/api/experiments/list?limit=10&offset=${String(offset)}`);
      expect(body).to.include({ total: items('experiments').length, limit: 10, offset });
      seen.push(...idsOf(body['experiments'] as WireItem[]));
      more = body['has_more'] === true;
    }
    expect(seen).to.deep.equal(idsOf(items('experiments')));
  });

  it('an export of experiment traces answers 202 and no page', async () => {
    const [id] = idsOf(items('experiments'));
    const reply = await keywordsai(box(), `/api/v2/experiments/${id ?? ''}/logs/list/?export=1`);
    expect([reply.status, Object.keys(reply.body)]).to.deep.equal([202, ['message']]);
  });

  it('the detail of a customer has other names for the same facts', async () => {
    const [customer] = items('users.prod');
    const reply = await keywordsai(box(), `/api/users/${String(customer?.['customer_identifier'])}/`);
    expect(reply.body).to.include({
      customer_identifier: customer?.['customer_identifier'],
      total_usage: customer?.['total_cost'],
      total_requests: customer?.['number_of_requests'],
      created_at: customer?.['first_seen'],
    });
    expect(reply.body['id']).to.be.a('number');
    expect((await keywordsai(box(), '/api/users/nobody/')).status).to.equal(404);
  });

  const REFUSALS: readonly (readonly [string, RequestInit, number])[] = [
    ['/api/prompts/?page=99', {}, 404],
    ['/api/prompts/?page=x', {}, 404],
    ['/api/prompts/nobody/versions/', {}, 404],
    ['/api/datasets/nobody/logs/list/', {}, 404],
    ['/api/evaluators/nobody/versions/', {}, 404],
    ['/api/v2/experiments/nobody/logs/list/', {}, 404],
    ['/api/logs/nobody/scores/', {}, 404],
    ['/api/workflows/nobody/versions/', {}, 404],
    ['/api/nothing/', {}, 404],
    ['/api/log_threads/', {}, 405],
    ['/api/prompts/list/', { method: 'POST', body: '{' }, 400],
    ['/api/prompts', {}, 301],
    ['/api/prompts/list', { method: 'POST', body: '{}' }, 500],
  ];
  for (const [path, init, status] of REFUSALS) {
    it(`${init.method ?? 'GET'} ${path} is ${String(status)}`, async () => {
      expect((await keywordsai(box(), path, init)).status).to.equal(status);
    });
  }

  const FAULTS: readonly (readonly [Fault, (body: Json) => unknown, unknown])[] = [
    [{ kind: 'empty-page-with-cursor' }, (body) => body['results'], []],
    [{ kind: 'drift', add: { odd: 1 } }, (body) => (body['results'] as Json[])[0]?.['odd'], 1],
    [{ kind: 'lying-count', count: 4 }, (body) => body['count'], 4],
    [{ kind: 'no-next', form: 'absent' }, (body) => 'next' in body, false],
    [
      { kind: 'foreign-next', origin: 'https://evil.example' },
      (body) => String(body['next']).startsWith('https://evil.example/'),
      true,
    ],
  ];
  for (const [fault, read, wanted] of FAULTS) {
    it(`${fault.kind} strikes every form`, async () => {
      box().control.faults.add({ provider: 'keywordsai', fault, times: Infinity });
      for (const form of FORMS)
        expect(read((await send(box(), form.form, pathOf(box(), form))).body), form.form).to.deep.equal(
          wanted,
        );
      const first = (await keywordsai(box(), '/api/experiments/list')).body;
      if (fault.kind === 'empty-page-with-cursor') expect(first['experiments']).to.deep.equal([]);
      if (fault.kind === 'lying-count') expect(first['total']).to.equal(4);
    });
  }

  it('an item inserted during a walk lands in the list, and under the parent, that is asked for', async () => {
    for (const form of FORMS) {
      const path = pathOf(box(), form);
      const before = items(form.list).length;
      box().control.faults.add({ provider: 'keywordsai', fault: { kind: 'insert' } });
      expect((await send(box(), form.form, path)).status, form.form).to.equal(200);
      expect(items(form.list).length, form.form).to.equal(before + 1);
    }
    const tests = box().control.counts().keywordsai['users.test'];
    box().control.faults.add({ provider: 'keywordsai', fault: { kind: 'insert' } });
    await keywordsai(box(), '/api/users/list/?environment=test');
    expect(box().control.counts().keywordsai['users.test']).to.equal(tests + 1);
  });
});

describe('sandbox: Keywords AI, temporary keys as a bare array', () => {
  const box = boxFor({ rateLimits: false, temporaryKeys: 'array' });

  it('gives all of them with the nine newer members, and faults find the items', async () => {
    const read = async () =>
      (await keywordsai(box(), '/api/temporary-keys/')).body as unknown as readonly WireItem[];
    const keys = await read();
    expect(idsOf(keys)).to.deep.equal(idsOf(box().control.items('keywordsai', 'temporaryKeys')));
    expect(keys[0]).to.have.all.keys([
      'id',
      'name',
      'prefix',
      'is_test',
      'expiry_date',
      'max_usage',
      'rate_limit',
      'spending_limit',
      'created_at',
    ]);
    box().control.faults.add({ fault: { kind: 'drift', drop: ['name'] } });
    expect((await read())[0]).not.to.have.property('name');
    box().control.faults.add({ fault: { kind: 'empty-page-with-cursor' } });
    expect(await read()).to.deep.equal([]);
    box().control.faults.add({ fault: { kind: 'has-more-without-cursor' } });
    expect(await read()).to.deep.equal(keys);
  });
});
