import { expect } from 'chai';
import { boxFor, ask, idsOf, itemsOf, openai, walkOpenAi, withParam, walk, type Json } from './support.js';

const DAY = 86_400;

describe('sandbox: OpenAI', () => {
  const box = boxFor();
  const now = (): number => Math.floor(box().control.now().getTime() / 1000);

  it('gives every project once, archived ones only when asked for', async () => {
    const all = await walkOpenAi(box(), '/organization/projects?limit=4&include_archived=true');
    const some = await walkOpenAi(box(), '/organization/projects?limit=4');
    expect(idsOf(all.items)).to.deep.equal(idsOf(box().control.items('openai', 'projects')));
    expect(all.pages).to.be.greaterThan(1);
    expect(idsOf(some.items)).to.deep.equal(idsOf(all.items.filter(({ status }) => status === 'active')));
    expect(some.items.length).to.be.lessThan(all.items.length);
  });

  it('gives every user once, and filters by address in both array spellings', async () => {
    const { items } = await walkOpenAi(box(), '/organization/users?limit=7');
    expect(items).to.have.length(box().control.counts().openai.users);
    expect(new Set(idsOf(items)).size).to.equal(items.length);
    const [a, b] = [String(items[1]?.['email']), String(items[3]?.['email'])];
    for (const name of ['emails', 'emails[]', 'emails%5B%5D']) {
      const found = await openai(box(), `/organization/users?${name}=${a}&${name}=${b}`);
      expect(idsOf(itemsOf(found))).to.deep.equal([items[1]?.['id'], items[3]?.['id']]);
    }
  });

  it('gives every admin key once, oldest first unless asked otherwise', async () => {
    const up = await walkOpenAi(box(), '/organization/admin_api_keys?limit=10');
    const down = await walkOpenAi(box(), '/organization/admin_api_keys?limit=10&order=desc');
    expect(up.items).to.have.length(box().control.counts().openai.adminApiKeys);
    expect(idsOf(down.items)).to.deep.equal(idsOf(up.items).reverse());
    const times = up.items.map((item) => Number(item['created_at']));
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
  });

  it('gives every key of every project once, those without access only when asked for', async () => {
    const projects = await walkOpenAi(box(), '/organization/projects?limit=100&include_archived=true');
    const found: string[] = [];
    const active: string[] = [];
    let largest = 0;
    for (const id of idsOf(projects.items)) {
      const any = await walkOpenAi(
        box(),
        `/organization/projects/${id}/api_keys?limit=100&owner_project_access=any`,
      );
      const standard = await walkOpenAi(box(), `/organization/projects/${id}/api_keys?limit=100`);
      expect(standard.items.every((item) => item['owner_project_access'] === 'active')).to.equal(true);
      found.push(...idsOf(any.items));
      active.push(...idsOf(standard.items));
      largest = Math.max(largest, any.pages);
    }
    expect(found).to.have.length(box().control.counts().openai['projects.apiKeys']);
    expect(new Set(found).size).to.equal(found.length);
    expect(active.length).to.be.lessThan(found.length);
    expect(largest).to.be.greaterThan(1);
  });

  it('holds only keys whose owner is a member or a service account', () => {
    const members = new Set(idsOf(box().control.items('openai', 'users')));
    for (const key of box().control.items('openai', 'projects.apiKeys')) {
      const owner = key['owner'] as { type: string; user?: { id: string }; service_account?: { id: string } };
      if (owner.type === 'user') expect(members.has(owner.user?.id ?? '')).to.equal(true);
      else expect(owner.service_account?.id).to.match(/^svc_acct_/);
      expect(key['redacted_value']).to.match(/^sk-proj-\.\.\./);
    }
  });

  it('tells first_id and last_id, and null for both on an empty page', async () => {
    const page = await openai(box(), '/organization/users?limit=3');
    expect(page.body).to.include({ object: 'list', has_more: true });
    expect([page.body['first_id'], page.body['last_id']]).to.deep.equal([
      idsOf(itemsOf(page))[0],
      idsOf(itemsOf(page))[2],
    ]);
    const none = await openai(box(), '/organization/users?emails=nobody@example.com');
    expect(none.body).to.deep.equal({
      object: 'list',
      data: [],
      first_id: null,
      last_id: null,
      has_more: false,
    });
  });

  it('refuses limits out of range, unknown cursors and unknown projects with the error body of the vendor', async () => {
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'after=user_nobody', 'after=']) {
      const refused = await openai(box(), `/organization/users?${query}`);
      expect(refused.status, query).to.equal(400);
      expect(refused.body['error']).to.have.all.keys('message', 'type', 'param', 'code');
    }
    expect((await openai(box(), '/organization/projects/proj_nobody/api_keys')).status).to.equal(404);
    expect((await openai(box(), '/organization/nothing')).status).to.equal(404);
  });

  it('wants the admin key: 401 without or with a wrong one, 403 or 404 with the project key', async () => {
    const url = `${box().openai.baseUrl}/organization/users`;
    const none = await ask(url, {});
    const wrong = await ask(url, { authorization: 'Bearer sk-wrong' });
    expect([none.status, wrong.status]).to.deep.equal([401, 401]);
    expect((wrong.body['error'] as Json)['code']).to.equal('invalid_api_key');
    const project = { authorization: `Bearer ${box().openai.apiKey}` };
    expect((await ask(url, project)).status).to.equal(404);
    const usage = await ask(`${box().openai.baseUrl}/organization/costs?start_time=1`, project);
    expect(usage.status).to.equal(403);
    expect(usage.body['error']).to.match(/Missing scopes: api\.usage\.read/);
    expect(usage.headers.get('x-request-id')).to.match(/^req_/);
  });

  interface Bucket {
    readonly start_time: number;
    readonly end_time: number;
    readonly results: readonly Record<string, unknown>[];
  }

  async function buckets(path: string): Promise<{ buckets: Bucket[]; pages: number }> {
    const { items, pages } = await walk(
      path,
      (one) => openai(box(), one),
      'data',
      ({ body }, first) =>
        body['has_more'] === true ? withParam(first, 'page', String(body['next_page'])) : undefined,
    );
    return { buckets: items as unknown as Bucket[], pages };
  }

  const usage = (query: string) => buckets(`/organization/usage/completions?${query}`);

  const total = (all: readonly Bucket[], field: string): number =>
    all.flatMap(({ results }) => results).reduce((sum, row) => sum + Number(row[field]), 0);

  const FIELDS = [
    'input_tokens',
    'input_cached_tokens',
    'input_uncached_tokens',
    'output_tokens',
    'num_model_requests',
  ];

  it('adds up: minutes to their hour, hours to their day, pages to the whole', async () => {
    const start = Math.floor(now() / DAY) * DAY - DAY;
    const range = `start_time=${String(start)}&end_time=${String(start + DAY)}`;
    const day = await usage(`${range}&bucket_width=1d`);
    const hours = await usage(`${range}&bucket_width=1h&limit=5`);
    const minutes = await usage(`${range}&bucket_width=1m&limit=1000`);
    expect([day.buckets.length, hours.buckets.length, minutes.buckets.length]).to.deep.equal([1, 24, 1440]);
    expect([hours.pages, minutes.pages]).to.deep.equal([5, 2]);
    for (const field of FIELDS) {
      expect(total(day.buckets, field), field).to.be.greaterThan(0);
      expect(total(hours.buckets, field), field).to.equal(total(day.buckets, field));
      expect(total(minutes.buckets, field), field).to.equal(total(day.buckets, field));
    }
    const oneHour = minutes.buckets.filter(({ start_time: at }) => at >= start + 3600 && at < start + 7200);
    expect(total(oneHour, 'input_tokens')).to.equal(total(hours.buckets.slice(1, 2), 'input_tokens'));
  });

  it('keeps the token identity: input = cached + cache write + uncached, text and sound and image apart', async () => {
    const { buckets: all } = await usage(`start_time=${String(now() - 3 * DAY)}&group_by=model`);
    for (const row of all.flatMap(({ results }) => results)) {
      const sum = (...names: string[]): number => names.reduce((part, name) => part + Number(row[name]), 0);
      expect(row['input_tokens']).to.equal(
        sum('input_cached_tokens', 'input_cache_write_tokens', 'input_uncached_tokens'),
      );
      expect(row['input_uncached_tokens']).to.equal(
        sum('input_text_tokens', 'input_audio_tokens', 'input_image_tokens'),
      );
      expect(row['output_tokens']).to.equal(
        sum('output_text_tokens', 'output_audio_tokens', 'output_image_tokens'),
      );
    }
  });

  it('groups in both array spellings; keys that were not asked for are null, groups add up to the ungrouped row', async () => {
    const range = `start_time=${String(now() - 2 * DAY)}&end_time=${String(now() - DAY)}`;
    const whole = await usage(range);
    const repeated = await usage(`${range}&group_by=model&group_by=project_id`);
    const brackets = await usage(`${range}&group_by[]=model&group_by[]=project_id`);
    expect(brackets.buckets).to.deep.equal(repeated.buckets);
    const row = repeated.buckets[0]?.results[0] ?? {};
    expect(row['model']).to.be.a('string');
    expect(row['project_id']).to.match(/^proj_/);
    expect([row['user_id'], row['api_key_id'], row['batch'], row['service_tier']]).to.deep.equal([
      null,
      null,
      null,
      null,
    ]);
    expect(whole.buckets[0]?.results).to.have.length(1);
    for (const field of FIELDS) expect(total(repeated.buckets, field)).to.equal(total(whole.buckets, field));
  });

  it('filters by project, user, key, model and batch', async () => {
    const range = `start_time=${String(now() - 2 * DAY)}&end_time=${String(now() - DAY)}`;
    for (const [name, key] of [
      ['project_ids', 'project_id'],
      ['user_ids', 'user_id'],
      ['api_key_ids', 'api_key_id'],
      ['models', 'model'],
    ] as const) {
      const grouped = await usage(`${range}&group_by=${key}`);
      const row = grouped.buckets[0]?.results[0] ?? {};
      for (const spelled of [name, `${name}[]`]) {
        const filtered = await usage(`${range}&${spelled}=${String(row[key])}`);
        expect(filtered.buckets[0]?.results[0]?.['input_tokens'], name).to.equal(row['input_tokens']);
      }
    }
    const [yes, no, both] = [
      await usage(`${range}&batch=true`),
      await usage(`${range}&batch=false`),
      await usage(range),
    ];
    expect(total(yes.buckets, 'input_tokens') + total(no.buckets, 'input_tokens')).to.equal(
      total(both.buckets, 'input_tokens'),
    );
  });

  it('shows empty buckets with results [] and none after the clock', async () => {
    const { buckets: old } = await usage('start_time=946684800&end_time=946857600');
    expect(old.map(({ results }) => results)).to.deep.equal([[], []]);
    const { buckets: late } = await usage(
      `start_time=${String(now() - DAY)}&end_time=${String(now() + 5 * DAY)}`,
    );
    expect(late.every(({ start_time: at }) => at <= now())).to.equal(true);
  });

  it('refuses limits over the maximum of the width, with the text the vendor was seen to send', async () => {
    const start = `start_time=${String(now() - DAY)}`;
    for (const [query, most] of [
      ['', 31],
      ['&bucket_width=1h', 168],
      ['&bucket_width=1m', 1440],
    ] as const) {
      expect(
        (await openai(box(), `/organization/usage/completions?${start}${query}&limit=${String(most)}`))
          .status,
      ).to.equal(200);
      const refused = await openai(
        box(),
        `/organization/usage/completions?${start}${query}&limit=${String(most + 1)}`,
      );
      expect(refused.status).to.equal(400);
    }
    const costs = await openai(box(), `/organization/costs?${start}&limit=366`);
    expect((costs.body['error'] as Json)['message']).to.equal(
      'Invalid limit provided: 366. Limit must be less than or equal to 180.',
    );
    for (const query of [
      'limit=7',
      `${start}&group_by=colour`,
      `${start}&bucket_width=2d`,
      `${start}&page=page_x`,
      `${start}&end_time=5`,
    ]) {
      expect((await openai(box(), `/organization/usage/completions?${query}`)).status, query).to.equal(400);
    }
    expect((await openai(box(), `/organization/costs?${start}&bucket_width=1h`)).status).to.equal(400);
  });

  it('gives opaque cursors that end in "=" and hold for the same parameters only', async () => {
    const start = `start_time=${String(now() - 10 * DAY)}`;
    const page = await openai(box(), `/organization/costs?${start}&limit=2`);
    const cursor = String(page.body['next_page']);
    expect(cursor).to.match(/^page_[A-Za-z0-9+/]+=$/);
    const other = await openai(
      box(),
      withParam(`/organization/costs?start_time=${String(now() - 9 * DAY)}`, 'page', cursor),
    );
    expect(other.status).to.equal(400);
  });

  it('charges what was used: costs by line item add up to the whole and follow from the tokens', async () => {
    const range = `start_time=${String(now() - 3 * DAY)}&end_time=${String(now())}`;
    const money = (all: readonly Bucket[]): number =>
      all
        .flatMap(({ results }) => results)
        .reduce((sum, row) => sum + (row['amount'] as { value: number }).value, 0);
    const whole = await buckets(`/organization/costs?${range}`);
    const lines = await buckets(`/organization/costs?${range}&group_by=line_item&group_by=project_id`);
    const keys = await buckets(`/organization/costs?${range}&group_by=api_key_id`);
    expect(money(whole.buckets)).to.be.greaterThan(0);
    expect(money(lines.buckets)).to.be.closeTo(money(whole.buckets), 1e-6);
    expect(money(keys.buckets)).to.be.closeTo(money(whole.buckets), 1e-6);
    const tokens = await usage(range);
    expect(total(lines.buckets, 'quantity')).to.equal(
      total(tokens.buckets, 'input_tokens') + total(tokens.buckets, 'output_tokens'),
    );
    expect(lines.buckets[0]?.results[0]).to.include({ quantity_unit: 'tokens' });
    expect(whole.buckets[0]?.results[0]).to.include({ quantity: null, quantity_unit: null, line_item: null });
  });

  it('refuses costs by key before 2025-12-06 (langwatch/langwatch#7579)', async () => {
    expect(
      (await openai(box(), '/organization/costs?start_time=1764979199&group_by=api_key_id')).status,
    ).to.equal(400);
    expect(
      (await openai(box(), '/organization/costs?start_time=1764979200&group_by=api_key_id')).status,
    ).to.equal(200);
    expect(
      (await openai(box(), '/organization/costs?start_time=1764979199&group_by=project_id')).status,
    ).to.equal(200);
  });
});

describe('sandbox: OpenAI in motion', () => {
  const box = boxFor({ amounts: 'string' });

  it('fills the open bucket as the clock moves, and leaves closed ones alone', async () => {
    const start = Math.floor(box().control.now().getTime() / 1000) - 2 * DAY;
    const path = `/organization/usage/completions?start_time=${String(start)}&end_time=${String(start + 10 * DAY)}`;
    const read = async () =>
      itemsOf(await openai(box(), path)).map(
        (one) => (one['results'] as Json[])[0]?.['input_tokens'] as number,
      );
    const early = await read();
    box().control.tick(30);
    const late = await read();
    expect(late.slice(0, 2)).to.deep.equal(early.slice(0, 2));
    expect(late[2]).to.be.greaterThan(early[2] ?? 0);
  });

  it('keeps the usage of a deleted key on record', async () => {
    const start = Math.floor(box().control.now().getTime() / 1000) - 2 * DAY;
    const path = `/organization/usage/completions?start_time=${String(start)}&end_time=${String(start + DAY)}&group_by=api_key_id`;
    const read = async () => itemsOf(await openai(box(), path)).flatMap((one) => one['results'] as Json[]);
    const earlier = await read();
    const key = String(earlier[0]?.['api_key_id']);
    expect(box().control.remove('openai', 'projects.apiKeys', key)).to.equal(key);
    const later = await read();
    expect(later).to.have.deep.members(earlier);
    expect(idsOf(box().control.items('openai', 'projects.apiKeys'))).not.to.include(key);
  });

  it('writes amounts as long decimal strings when told to (superplanehq/superplane#5873)', async () => {
    const start = Math.floor(box().control.now().getTime() / 1000) - DAY;
    const reply = await openai(box(), `/organization/costs?start_time=${String(start)}`);
    const [row] = itemsOf(reply)[0]?.['results'] as { amount: Json }[];
    expect(row?.amount['value']).to.match(/^\d+\.\d{16}$/);
  });
});
