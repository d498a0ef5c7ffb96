import { expect } from 'chai';
import { startSandbox, type Sandbox, type WireItem } from '../../src/sandbox/index.js';
import { BELOW, ROLES, TOPS, UNCOUNTED, type Listed } from './keygen-tables.js';
import { ask, boxFor, idsOf, itemsOf, keygen, walkKeygen, type Answer, type Json } from './support.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const query = ({ name }: Listed): string => (name.endsWith('users') ? `?${ROLES}&` : '?');

/** Plans stand above the account, and nothing tells where their next page is. */
const plans = (box: Sandbox, more: string): Promise<Answer> => ask(`${box.keygen.baseUrl}/plans${more}`, {});

interface Related {
  readonly data?: { readonly type: string; readonly id: string } | null;
}

async function walked(box: Sandbox, path: string, first: string): Promise<string[]> {
  return idsOf((await walkKeygen(box, `${path}${first}`)).items);
}

describe('sandbox: all lists of Keygen', () => {
  const box = boxFor({ rateLimits: false });

  it('are those of the vendor, each with items and a count', () => {
    const counts = box().control.counts().keygen;
    expect(Object.keys(counts)).to.have.members([...TOPS, ...BELOW].map(({ name }) => name));
    for (const { name, type } of [...TOPS, ...BELOW]) {
      const items = box().control.items('keygen', name);
      expect(items.length, name).to.equal(counts[name]).and.to.be.greaterThan(0);
      expect([...new Set(items.map((item) => item['type']))], name).to.deep.equal([type]);
      for (const id of idsOf(items)) expect(id, name).to.match(UUID);
    }
  });

  for (const list of TOPS.filter(({ name }) => name !== 'plans')) {
    it(`${list.path}: the same items once, by cursor, by number and upwards`, async () => {
      const ids = idsOf(box().control.items('keygen', list.name));
      const path = `${list.path}${query(list)}`;
      expect(new Set(ids).size).to.equal(ids.length);
      expect(await walked(box(), path, 'page[cursor]=&page[size]=17')).to.deep.equal(ids);
      expect(await walked(box(), path, 'page[number]=1&page[size]=23')).to.deep.equal(ids);
      expect(await walked(box(), path, 'order=asc&page[cursor]=&page[size]=100')).to.deep.equal(
        ids.reverse(),
      );
    });
  }

  it('/v1/plans: above the account, open to everybody, and never with links', async () => {
    const ids = idsOf(box().control.items('keygen', 'plans'));
    const found: string[] = [];
    for (const cursor of ['', ids[4] ?? '', ids[9] ?? '']) {
      const page = await plans(box(), `?page[cursor]=${cursor}&page[size]=5`);
      expect(page.body).to.have.all.keys('data');
      found.push(...idsOf(itemsOf(page)));
    }
    expect(found).to.deep.equal(ids);
    const second = await plans(box(), '?page[number]=2&page[size]=5');
    expect(second.body).to.have.all.keys('data');
    expect(idsOf(itemsOf(second))).to.deep.equal(ids.slice(5, 10));
    expect((await plans(box(), '?page[size]=5')).status).to.equal(400);
    expect((await keygen(box(), '/plans')).status).to.equal(404);
  });

  for (const list of BELOW) {
    it(`${list.path}: exactly what belongs to each parent, by cursor and by number`, async () => {
      const parents = idsOf(box().control.items('keygen', list.parents ?? list.name));
      const found: string[] = [];
      let longest: { path: string; ids: readonly string[] } = { path: '', ids: [] };
      for (const parent of parents) {
        const path = `${list.path.replace('*', parent)}${query(list)}`;
        const ids = await walked(box(), path, 'page[cursor]=&page[size]=100');
        expect(new Set(ids).size, path).to.equal(ids.length);
        found.push(...ids);
        if (ids.length > longest.ids.length) longest = { path, ids };
      }
      expect(found).to.deep.equal(idsOf(box().control.items('keygen', list.name)));
      expect(found).to.have.length(box().control.counts().keygen[list.name]);
      for (const first of ['page[cursor]=&page[size]=4', 'page[number]=1&page[size]=5'])
        expect(await walked(box(), longest.path, first)).to.deep.equal(longest.ids);
      expect((await keygen(box(), list.path.replace('*', 'nobody'))).status).to.equal(404);
    });
  }

  for (const name of UNCOUNTED) {
    const path = TOPS.find((list) => list.name === name)?.path ?? '';
    it(`${path}: no counts, and a full page promises another, which may be empty`, async () => {
      const list = name as 'requestLogs';
      while (box().control.counts().keygen[list] % 4 > 0) box().control.insert('keygen', list);
      const last = box().control.counts().keygen[list] / 4;
      const page = (number: number) => keygen(box(), `${path}?page[number]=${String(number)}&page[size]=4`);
      const first = await page(1);
      expect(first.body['links']).to.have.all.keys('self', 'prev', 'next');
      expect((first.body['links'] as Json)['prev']).to.equal(null);
      expect((await page(last)).body['links'])
        .to.have.property('next')
        .that.is.a('string');
      const beyond = await page(last + 1);
      expect([itemsOf(beyond), (beyond.body['links'] as Json)['next']]).to.deep.equal([[], null]);
    });
  }

  /** The relations of all items that name a record, and whether it is in some list. */
  function relations(): { from: string; name: string; found: boolean }[] {
    const known = new Set([`accounts ${box().keygen.account}`]);
    const items = [...TOPS, ...BELOW].flatMap(({ name }) => box().control.items('keygen', name));
    for (const { id, type } of items) known.add(`${String(type)} ${String(id)}`);
    return items.flatMap((item) =>
      Object.entries((item['relationships'] ?? {}) as Record<string, Related>).flatMap(([name, { data }]) =>
        data == null
          ? []
          : [{ from: String(item['type']), name, found: known.has(`${data.type} ${data.id}`) }],
      ),
    );
  }

  it('every relation names a record that exists', () => {
    const named = relations();
    expect(named.filter(({ found }) => !found)).to.deep.equal([]);
    expect(new Set(named.map(({ name }) => name))).to.include.members([
      ...['environment', 'group', 'owner', 'bearer', 'product', 'policy', 'license', 'machine', 'user'],
      ...['release', 'package', 'entitlement', 'requestor', 'resource', 'whodunnit', 'request'],
    ]);
  });

  it('figures on an item are those of its lists', async () => {
    for (const license of box().control.items('keygen', 'licenses')) {
      const { machines, users } = license['relationships'] as Record<string, { meta: { count: number } }>;
      const path = `/licenses/${String(license.id)}`;
      expect(await walked(box(), path, '/machines?page[cursor]=&page[size]=100')).to.have.length(
        machines?.meta.count ?? -1,
      );
      expect(await walked(box(), path, '/users?page[cursor]=&page[size]=100')).to.have.length(
        users?.meta.count ?? -1,
      );
    }
  });

  it('can be inserted into and removed from, everywhere', () => {
    const { control } = box();
    for (const { name, parents } of [...TOPS, ...BELOW]) {
      const parent = parents === undefined ? undefined : idsOf(control.items('keygen', parents)).at(1);
      const before = control.counts().keygen[name];
      const id = control.insert('keygen', name, parent);
      expect(control.counts().keygen[name], `${name}, one more`).to.equal(before + 1);
      expect(idsOf(control.items('keygen', name)), name).to.include(id);
      expect(control.remove('keygen', name, id), name).to.equal(id);
      expect(control.counts().keygen[name], `${name}, as before`).to.equal(before);
      expect(control.remove('keygen', name, 'nobody'), name).to.equal(undefined);
      if (parents !== undefined)
        expect(() => control.insert('keygen', name, 'nobody'), name).to.throw('the sandbox has no');
    }
  });

  it('a record that goes takes with it what hangs on it; only logs remember', () => {
    const { control } = box();
    for (const { name } of TOPS) {
      for (const id of idsOf(control.items('keygen', name)).slice(1, 3)) control.remove('keygen', name, id);
    }
    const lost = relations().filter(({ found }) => !found);
    expect(new Set(lost.map(({ from }) => from))).to.deep.equal(new Set(['event-logs', 'request-logs']));
  });
});

/** Lists that the vendor's own vocabulary keeps short, and the most items they have below one parent. */
const SHORT: Readonly<Record<string, number>> = {
  settings: 2,
  plans: 12,
  engines: 6,
  channels: 5,
  'products.engines': 6,
  'products.channels': 5,
  'users.secondFactors': 1,
};

describe('sandbox: Keygen at full size', () => {
  it('every list has three pages of ten somewhere, but for those whose domain is small', async () => {
    const full = await startSandbox({ rateLimits: false });
    try {
      for (const { name, path, parents } of [...TOPS, ...BELOW]) {
        const from = parents === undefined ? [''] : idsOf(full.control.items('keygen', parents)).reverse();
        let most = parents === undefined ? full.control.counts().keygen[name] : 0;
        for (const parent of parents === undefined ? [] : from.slice(0, 5)) {
          const page = await keygen(
            full,
            `${path.replace('*', parent)}?limit=100${name === 'products.users' ? `&${ROLES}` : ''}`,
          );
          most = Math.max(most, itemsOf(page).length);
        }
        const short = SHORT[name];
        if (short === undefined) expect(most, name).to.be.at.least(21);
        else expect(most, name).to.be.within(1, short);
      }
    } finally {
      await full.close();
    }
  });

  it('is the same whatever is looked at first, and before or after ticks', async () => {
    const read = async (
      order: (names: readonly Listed[]) => readonly Listed[],
      ticks: number,
    ): Promise<Map<string, readonly WireItem[]>> => {
      const one = await startSandbox({ scale: 0.05 });
      const lists = order([...TOPS, ...BELOW]);
      if (ticks === 0) for (const { name } of lists) one.control.items('keygen', name);
      one.control.tick(5);
      const found = new Map(lists.map(({ name }) => [name, one.control.items('keygen', name)] as const));
      await one.close();
      return found;
    };
    const first = await read((names) => names, 0);
    const other = await read((names) => [...names].reverse(), 5);
    for (const [name, items] of first) expect(other.get(name), name).to.deep.equal(items);
  });
});
