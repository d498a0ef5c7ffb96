import { expect } from 'chai';
import type { ListNames, WireItem } from '../../src/sandbox/index.js';
import { BELOW, ROLES, TOPS } from './keygen-tables.js';
import { boxFor, idsOf, itemsOf, keygen, walkKeygen, type Json } from './support.js';

interface Linked {
  readonly data?: { readonly type: string; readonly id: string } | null;
}

const attribute = (item: WireItem, name: string): unknown => (item['attributes'] as Json)[name];
const related = (item: WireItem, name: string): string | undefined =>
  (item['relationships'] as Record<string, Linked>)[name]?.data?.id;

/** A filter, the value it is asked for, taken from the data, and what every item it lets through must answer. */
interface Case {
  readonly list: ListNames['keygen'];
  readonly filter: string;
  readonly value: (item: WireItem) => unknown;
}

const attr = (list: Case['list'], ...names: readonly string[]): Case[] =>
  names.map((filter) => ({ list, filter, value: (item) => attribute(item, filter) }));
const relation = (list: Case['list'], ...names: readonly string[]): Case[] =>
  names.map((filter) => ({ list, filter, value: (item) => related(item, filter) }));

const CASES: readonly Case[] = [
  ...relation('policies', 'product'),
  ...attr('users', 'status'),
  ...relation('users', 'group'),
  ...attr('licenses', 'status', 'suspended'),
  ...relation('licenses', 'product', 'policy', 'owner', 'group'),
  ...relation('keys', 'product', 'policy'),
  ...attr('machines', 'fingerprint', 'ip', 'hostname'),
  ...relation('machines', 'product', 'license', 'owner', 'group'),
  ...relation('components', 'product', 'machine', 'license'),
  ...relation('processes', 'product', 'machine', 'license'),
  ...attr('processes', 'status'),
  ...relation('releases', 'product', 'package'),
  ...attr('releases', 'status'),
  ...relation('artifacts', 'release'),
  ...attr('artifacts', 'status', 'filetype', 'platform', 'arch'),
  ...relation('packages', 'product'),
  ...attr('packages', 'engine'),
  ...attr('requestLogs', 'method', 'status'),
  ...relation('requestLogs', 'requestor', 'resource'),
  ...relation('eventLogs', 'whodunnit', 'resource', 'request'),
  ...attr('eventLogs', 'event'),
  { list: 'users', filter: 'roles[]', value: (item) => attribute(item, 'role') },
  { list: 'eventLogs', filter: 'events[]', value: (item) => attribute(item, 'event') },
  { list: 'webhookEvents', filter: 'events[]', value: (item) => attribute(item, 'event') },
  { list: 'tokens', filter: 'bearer[id]', value: (item) => related(item, 'bearer') },
  {
    list: 'tokens',
    filter: 'bearer[type]',
    value: (item) => (item['relationships'] as Record<string, Linked>)['bearer']?.data?.type,
  },
];

describe('sandbox: the filters of Keygen', () => {
  const box = boxFor({ rateLimits: false });
  const all = async (path: string): Promise<readonly WireItem[]> =>
    (await walkKeygen(box(), `${path}page[cursor]=&page[size]=100`)).items;
  const pathOf = (name: string): string => TOPS.find((list) => list.name === name)?.path ?? '';
  const idsFor = async (list: string, query: string): Promise<string[]> =>
    idsOf(await all(`${pathOf(list)}?${query}&`));

  for (const { list, filter, value } of CASES) {
    it(`${list}, ${filter}: all that fit and nothing else; a value that nothing has finds nothing`, async () => {
      const items = box().control.items('keygen', list);
      const roles = list === 'users' && filter !== 'roles[]' ? `${ROLES}&` : '';
      const values = [...new Set(items.map(value))]
        .filter((one) => one != null)
        .map(String)
        .slice(0, 3);
      expect(values).not.to.have.length(0);
      for (const wanted of values) {
        const expected = items.filter((item) => String(value(item)) === wanted);
        expect(await idsFor(list, `${roles}${filter}=${encodeURIComponent(wanted)}`)).to.deep.equal(
          idsOf(expected),
        );
      }
      expect(await idsFor(list, `${roles}${filter}=FOO`)).to.deep.equal([]);
    });
  }

  it('every list ignores a filter it does not know', async () => {
    for (const { name, path, parents } of [...TOPS, ...BELOW].filter((list) => list.name !== 'plans')) {
      const parent =
        parents === undefined ? '' : (idsOf(box().control.items('keygen', parents)).at(-1) ?? '');
      const bare = await keygen(box(), path.replace('*', parent));
      const asked = await keygen(box(), `${path.replace('*', parent)}?colour=red`);
      expect([asked.status, idsOf(itemsOf(asked))], name).to.deep.equal([200, idsOf(itemsOf(bare))]);
    }
  });

  it('a list below a record takes the filters of its own column only', async () => {
    const license = box().control.items('keygen', 'licenses').at(-1);
    const owner = `/users/${related(license ?? {}, 'owner') ?? ''}/licenses`;
    const whole = await all(`${owner}?`);
    expect(await all(`${owner}?group=nobody&`)).to.deep.equal(whole);
    expect(await all(`${owner}?policy=nobody&`)).to.deep.equal([]);
  });

  it('metadata: every pair, as the text or as what it stands for, keys in either spelling', async () => {
    const users = box().control.items('keygen', 'users');
    const meta = (item: WireItem): Json => attribute(item, 'metadata') as Json;
    const some = users.find((user) => meta(user)['trial'] === true);
    const { customerId, seats } = meta(some ?? {});
    const pairs = `${ROLES}&metadata[customer_id]=${String(customerId)}&metadata[trial]=true`;
    expect(await idsFor('users', `${pairs}&metadata[seats]=${String(seats)}`)).to.deep.equal([some?.id]);
    expect(await idsFor('users', `${pairs}&metadata[seats]=0`)).to.deep.equal([]);
    expect(await idsFor('users', `${ROLES}&metadata[customerId]=${String(customerId)}`)).to.deep.equal([
      some?.id,
    ]);
  });

  it('licences: time, machines and people, in every documented form', async () => {
    const items = box().control.items('keygen', 'licenses');
    const now = box().control.now().getTime();
    const day = 86_400_000;
    const expiry = (item: WireItem): number => Date.parse(String(attribute(item, 'expiry')));
    const active = (item: WireItem): number =>
      Date.parse(String(attribute(item, 'lastValidated') ?? attribute(item, 'created')));
    const machines = (item: WireItem): number =>
      (item['relationships'] as Record<string, { meta: { count: number } }>)['machines']?.meta.count ?? -1;
    const soon = now + 300 * day;
    const within = (item: WireItem): boolean => expiry(item) >= now && expiry(item) <= now + 360 * day;
    const table: readonly (readonly [query: string, test: (item: WireItem) => boolean])[] = [
      ['expires[within]=360d', within],
      ['expires[in]=P360D', within],
      [`expires[within]=${String(360 * 86_400)}`, within],
      [`expires[before]=${String(soon / 1000)}`, (item) => expiry(item) >= now && expiry(item) <= soon],
      [`expires[after]=${new Date(soon).toISOString()}`, (item) => expiry(item) >= soon],
      ['expired=false', (item) => !(expiry(item) < now)],
      ['expired=true', (item) => expiry(item) < now],
      ['activated=true', (item) => machines(item) > 0],
      ['activated=false', (item) => machines(item) === 0],
      ['activations[gte]=2', (item) => machines(item) >= 2],
      ['activations[gt]=0&activations[lt]=2', (item) => machines(item) === 1],
      ['activations[eq]=1', (item) => machines(item) === 1],
      ['activity[inside]=1h', (item) => now - active(item) <= 3_600_000],
      ['expires[within]=soon', () => false],
    ];
    const found = new Set<number>();
    for (const [query, test] of table) {
      const expected = items.filter(test);
      found.add(expected.length);
      expect(await idsFor('licenses', query.replace('1h', 'PT1H')), query).to.deep.equal(idsOf(expected));
    }
    expect(found.size, 'the cases differ').to.be.greaterThan(4);
    const owned = await idsFor('licenses', 'assigned=true');
    const free = await idsFor('licenses', 'unassigned=true');
    expect([...owned, ...free])
      .to.have.members(idsOf(items))
      .and.to.have.length(items.length);
    const user = box().control.items('keygen', 'users').at(-1);
    const email = encodeURIComponent(String(attribute(user ?? {}, 'email')));
    expect(await idsFor('licenses', `user=${email}`)).to.deep.equal(
      idsOf(await all(`/users/${String(user?.id)}/licenses?`)),
    );
    const machine = box().control.items('keygen', 'machines')[0] ?? {};
    expect(await idsFor('licenses', `machine=${String(machine['id'])}`)).to.deep.equal([
      related(machine, 'license'),
    ]);
  });

  it('releases: channels are cumulative, blank means none, entitlements let in what asks for nothing', async () => {
    const items = box().control.items('keygen', 'releases');
    for (const [asked, shown] of [
      ['stable', ['stable']],
      ['beta', ['stable', 'rc', 'beta']],
      ['dev', ['dev']],
    ] as const) {
      const expected = items.filter((item) =>
        (shown as readonly unknown[]).includes(attribute(item, 'channel')),
      );
      expect(await idsFor('releases', `channel=${asked}`), asked).to.deep.equal(idsOf(expected));
    }
    const loose = items.filter((item) => related(item, 'package') === undefined);
    expect(await idsFor('releases', 'package='))
      .to.deep.equal(idsOf(loose))
      .and.not.to.have.length(0);
    const yanked = items.filter((item) => attribute(item, 'status') === 'YANKED');
    expect(await idsFor('releases', 'yanked=true'))
      .to.deep.equal(idsOf(yanked))
      .and.not.to.have.length(0);
    const constraints = box().control.items('keygen', 'releases.constraints');
    const bound = new Set(constraints.map((item) => related(item, 'release')));
    const wanted = related(constraints[0] ?? {}, 'entitlement');
    const holders = constraints
      .filter((item) => related(item, 'entitlement') === wanted)
      .map((item) => related(item, 'release'));
    expect(await idsFor('releases', `entitlements[]=${String(wanted)}`)).to.deep.equal(
      idsOf(items.filter(({ id }) => !bound.has(String(id)) || holders.includes(String(id)))),
    );
  });

  it('a parent answers to its other names, percent-encoded', async () => {
    const item = (list: ListNames['keygen'], test: (one: WireItem) => boolean = () => true): WireItem =>
      [...box().control.items('keygen', list)].reverse().find(test) ?? {};
    const named: readonly (readonly [
      list: ListNames['keygen'],
      path: string,
      name: string,
      item: WireItem,
    ])[] = [
      ['users', 'tokens', 'email', item('users')],
      ['licenses', 'machines', 'key', item('licenses')],
      ['machines', 'components', 'fingerprint', item('machines')],
      ['products', 'policies', 'code', item('products', (one) => attribute(one, 'code') !== null)],
      ['releases', 'artifacts', 'version', item('releases')],
      ['releases', 'artifacts', 'tag', item('releases', (one) => attribute(one, 'tag') !== null)],
    ];
    for (const [list, path, name, record] of named) {
      const alias = encodeURIComponent(String(attribute(record, name)));
      const byAlias = await keygen(box(), `/${list}/${alias}/${path}?limit=100`);
      const byId = await keygen(box(), `/${list}/${String(record['id'])}/${path}?limit=100`);
      expect([byAlias.status, byAlias.body], `${list} by ${name}`).to.deep.equal([200, byId.body]);
      const linked = await keygen(box(), `/${list}/${alias}/${path}?page[cursor]=`);
      expect((linked.body['links'] as Json)['self'], 'as it was typed').to.include(alias);
    }
    const gone = await keygen(box(), '/licenses/no-such-key/machines');
    expect((gone.body['errors'] as Json[])[0]).to.deep.equal({
      title: 'Not found',
      detail: "The requested license 'no-such-key' was not found",
      code: 'NOT_FOUND',
    });
  });

  it('components below a machine fall over when asked for a status, as the vendor does', async () => {
    const machine = idsOf(box().control.items('keygen', 'machines'))[0] ?? '';
    expect((await keygen(box(), `/machines/${machine}/components?status=ALIVE`)).status).to.equal(500);
    expect((await keygen(box(), `/machines/${machine}/processes?status=ALIVE`)).status).to.equal(200);
  });
});
