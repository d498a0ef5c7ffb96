import { expect } from 'chai';
import { boxFor, ask, idsOf, itemsOf, keygen, walkKeygen, type Json } from './support.js';

const ROLES = ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only']
  .map((role) => `roles[]=${role}`)
  .join('&');

describe('sandbox: Keygen', () => {
  const box = boxFor();
  const links = (body: Json): Json => body['links'] as Json;
  const at = (path: string): string => `/keygen/v1/accounts/${box().keygen.account}${path}`;

  for (const [list, path] of [
    ['users', `/users?${ROLES}&`],
    ['licenses', '/licenses?'],
    ['machines', '/machines?'],
    ['tokens', '/tokens?'],
    ['policies', '/policies?'],
  ] as const) {
    it(`gives every item of ${list} once, by cursor and by number`, async () => {
      const keyset = await walkKeygen(box(), `${path}page[cursor]=&page[size]=7`);
      const numbered = await walkKeygen(box(), `${path}page[number]=1&page[size]=7`);
      expect(idsOf(keyset.items)).to.deep.equal(idsOf(box().control.items('keygen', list)));
      expect(idsOf(numbered.items)).to.deep.equal(idsOf(keyset.items));
      expect(keyset.items).to.have.length(box().control.counts().keygen[list]);
      expect(keyset.pages).to.equal(Math.ceil(keyset.items.length / 7));
    });
  }

  it('gives every entitlement of every policy once, some policies with more than a page', async () => {
    const found: string[] = [];
    let most = 0;
    for (const id of idsOf(box().control.items('keygen', 'policies'))) {
      const { items, pages } = await walkKeygen(
        box(),
        `/policies/${id}/entitlements?page[cursor]=&page[size]=100`,
      );
      found.push(...idsOf(items));
      most = Math.max(most, pages);
    }
    expect(new Set(found).size).to.equal(found.length);
    expect(found).to.have.length(box().control.counts().keygen['policies.entitlements']);
    expect(most).to.equal(2);
  });

  it('answers without the account too, by slug, and 404 for another account', async () => {
    const headers = { authorization: `Bearer ${box().keygen.token}` };
    const byId = await keygen(box(), '/users?limit=2');
    const bare = await ask(`${box().keygen.baseUrl}/users?limit=2`, headers);
    const slug = await ask(`${box().keygen.baseUrl}/accounts/sandbox/users?limit=2`, headers);
    expect(idsOf(itemsOf(bare))).to.deep.equal(idsOf(itemsOf(byId)));
    expect(idsOf(itemsOf(slug))).to.deep.equal(idsOf(itemsOf(byId)));
    expect((await ask(`${box().keygen.baseUrl}/accounts/other/users`, headers)).status).to.equal(404);
  });

  it('limit mode: 10 items unless said, and no links member at all', async () => {
    const ten = await keygen(box(), '/licenses');
    expect(itemsOf(ten)).to.have.length(10);
    expect(ten.body).to.have.all.keys('data');
    expect(itemsOf(await keygen(box(), '/licenses?limit=3'))).to.have.length(3);
  });

  it('numbered mode: links sorted and percent-encoded, null at the ends, pages and count in links.meta', async () => {
    const first = await keygen(box(), '/licenses?page[size]=10&page[number]=1&status=ACTIVE&token=x');
    const count = Number((links(first.body)['meta'] as Json)['count']);
    const pages = Math.ceil(count / 10);
    const link = (page: number): string =>
      at(`/licenses?page%5Bnumber%5D=${String(page)}&page%5Bsize%5D=10&status=ACTIVE`);
    expect(links(first.body)).to.deep.equal({
      self: link(1),
      prev: null,
      next: link(2),
      first: link(1),
      last: link(pages),
      meta: { pages, count },
    });
    const last = await keygen(
      box(),
      `/licenses?page%5Bnumber%5D=${String(pages)}&page%5Bsize%5D=10&status=ACTIVE`,
    );
    expect(links(last.body)).to.include({ prev: link(pages - 1), next: null });
  });

  it('page numbers stop at 100: 101 is refused though links.next pointed there (keygen-api source)', async () => {
    for (let more = 0; more < 105; more += 1) box().control.insert('keygen', 'machines');
    const hundred = await keygen(box(), '/machines?page[number]=100&page[size]=1');
    expect(links(hundred.body)['next']).to.equal(at('/machines?page%5Bnumber%5D=101&page%5Bsize%5D=1'));
    const beyond = await keygen(box(), '/machines?page[number]=101&page[size]=1');
    expect(beyond.status).to.equal(400);
    expect((beyond.body['errors'] as Json[])[0]).to.deep.equal({
      title: 'Bad request',
      detail:
        'page number must be a number between 1 and 100 (got 101, please use cursor-based pagination instead)',
      source: { parameter: 'page[number]' },
    });
    expect((beyond.body['meta'] as Json)['id']).to.match(/^[0-9a-f-]{36}$/);
  });

  it('keyset mode: only self and next; a cursor whose record is gone gives an empty page, not an error', async () => {
    const first = await keygen(box(), '/tokens?page[cursor]=&page[size]=5');
    const cursor = idsOf(itemsOf(first))[4] ?? '';
    expect(links(first.body)).to.deep.equal({
      self: at('/tokens?page%5Bcursor%5D=&page%5Bsize%5D=5'),
      next: at(`/tokens?page%5Bcursor%5D=${cursor}&page%5Bsize%5D=5`),
    });
    box().control.remove('keygen', 'tokens', cursor);
    const gone = await keygen(box(), `/tokens?page[cursor]=${cursor}&page[size]=5`);
    expect([gone.status, itemsOf(gone).length, links(gone.body)['next']]).to.deep.equal([200, 0, null]);
  });

  it('refuses sizes out of range, a size alone, cursors that are no UUID and unknown orders', async () => {
    for (const [query, parameter] of [
      ['page[size]=5', 'page'],
      ['page=2', 'page'],
      ['page[number]=1&page[size]=0', 'page[size]'],
      ['page[cursor]=&page[size]=250', 'page[size]'],
      ['limit=900', 'limit'],
      ['limit=0', 'limit'],
      ['page[cursor]=foo', 'page[cursor]'],
      ['page[number]=0', 'page[number]'],
      ['order=up', 'order'],
    ] as const) {
      const refused = await keygen(box(), `/users?${query}`);
      expect(refused.status, query).to.equal(400);
      expect((refused.body['errors'] as Json[])[0]?.['source'], query).to.deep.equal({ parameter });
    }
    const both = await keygen(box(), '/users?page[cursor]=&page[number]=101&page[size]=2');
    expect(both.status, 'a cursor wins over a number').to.equal(200);
  });

  it('turns the order round and keeps it in the links', async () => {
    const up = await walkKeygen(box(), '/licenses?order=asc&page[cursor]=&page[size]=9');
    expect(idsOf(up.items)).to.deep.equal(idsOf(box().control.items('keygen', 'licenses')).reverse());
  });

  it('lists only role user unless roles are named', async () => {
    const standard = await walkKeygen(box(), '/users?page[cursor]=&page[size]=100');
    const admins = await walkKeygen(
      box(),
      '/users?roles[]=admin&roles%5B%5D=developer&page[cursor]=&page[size]=100',
    );
    const role = (item: Record<string, unknown>): unknown => (item['attributes'] as Json)['role'];
    expect(new Set(standard.items.map(role))).to.deep.equal(new Set(['user']));
    expect(standard.items.length).to.be.lessThan(box().control.counts().keygen.users);
    for (const item of admins.items) expect(role(item)).to.be.oneOf(['admin', 'developer']);
  });

  function expectWhole(): void {
    const ids = (list: 'users' | 'licenses' | 'policies'): Set<string> =>
      new Set(idsOf(box().control.items('keygen', list)));
    const [users, licenses, policies] = [ids('users'), ids('licenses'), ids('policies')];
    const related = (item: unknown, name: string): { type: string; id: string } | null =>
      ((item as Json)['relationships'] as Record<string, { data: { type: string; id: string } | null }>)[name]
        ?.data ?? null;
    for (const license of box().control.items('keygen', 'licenses')) {
      expect(policies.has(related(license, 'policy')?.id ?? '')).to.equal(true);
      const owner = related(license, 'owner');
      if (owner !== null) expect(users.has(owner.id)).to.equal(true);
      expect((license['attributes'] as Json)['key']).to.match(/^CANARY-/);
    }
    for (const machine of box().control.items('keygen', 'machines')) {
      expect(licenses.has(related(machine, 'license')?.id ?? '')).to.equal(true);
      const owner = related(machine, 'owner');
      if (owner !== null) expect(users.has(owner.id)).to.equal(true);
    }
    for (const token of box().control.items('keygen', 'tokens')) {
      const bearer = related(token, 'bearer');
      if (bearer?.type === 'users') expect(users.has(bearer.id)).to.equal(true);
      if (bearer?.type === 'licenses') expect(licenses.has(bearer.id)).to.equal(true);
      expect(token['attributes']).not.to.have.property('token');
    }
  }

  it('hangs together: licences on policies and users, machines on licences, tokens on bearers', () => {
    expectWhole();
  });

  it('takes what hangs on a removed record with it', () => {
    for (const list of ['users', 'policies', 'licenses'] as const) {
      const [, ...doomed] = idsOf(box().control.items('keygen', list));
      for (const id of doomed.slice(0, 10)) box().control.remove('keygen', list, id);
      expectWhole();
    }
  });

  it('sends an empty list for a filter value it does not know, and ignores filters it does not know', async () => {
    expect(itemsOf(await keygen(box(), '/licenses?status=FOO'))).to.deep.equal([]);
    expect(itemsOf(await keygen(box(), '/licenses?colour=red'))).to.have.length(10);
  });

  it('wants the token, echoes the version, and tells its limits in headers', async () => {
    const none = await ask(`${box().keygen.baseUrl}/users`, {});
    const wrong = await ask(`${box().keygen.baseUrl}/users`, { authorization: 'Bearer x' });
    expect([none.status, wrong.status]).to.deep.equal([401, 401]);
    expect((none.body['errors'] as Json[])[0]?.['code']).to.equal('TOKEN_MISSING');
    expect((wrong.body['errors'] as Json[])[0]?.['code']).to.equal('TOKEN_INVALID');
    expect(none.headers.get('www-authenticate')).to.equal('Bearer realm="keygen"');
    const inQuery = await ask(`${box().keygen.baseUrl}/users?token=${box().keygen.token}&page[cursor]=`, {});
    expect(inQuery.status).to.equal(200);
    expect(JSON.stringify(links(inQuery.body))).not.to.include('token');
    const good = await keygen(box(), '/users', { 'keygen-version': 'v1.7' });
    expect(good.headers.get('keygen-version')).to.equal('1.7');
    expect(good.headers.get('content-type')).to.equal('application/vnd.api+json; charset=utf-8');
    expect(Number(good.headers.get('x-ratelimit-reset'))).to.be.greaterThan(1e9);
    const bad = await keygen(box(), '/users', { 'keygen-version': '9.9' });
    expect((bad.body['errors'] as Json[])[0]?.['code']).to.equal('INVALID_API_VERSION');
    expect((await keygen(box(), '/users', { accept: 'text/html' })).status).to.equal(404);
  });
});
