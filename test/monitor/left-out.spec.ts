import { expect } from 'chai';
import { createMonitor } from '../../src/monitor/create-monitor.js';
import { buckets, defineSource, nested, snapshot, type PagedList } from '../../src/monitor/source/index.js';
import type { FeedDraft } from '../../src/monitor/source/index.js';
import { sourcePartial } from '../../src/monitor/rules/index.js';
import type { LeftOutItem } from '../../src/records/index.js';
import { openai, openaiSource } from '../../src/providers/openai/index.js';
import { Clock, HOUR, MINUTE, NOON, SECOND } from './support/clock.js';
import { FakeFeed, fakeSource } from './support/fake-source.js';
import { MemoryJournal } from './support/memory-journal.js';
import { credential, usage } from './support/records.js';
import { stage } from './support/watch.js';

interface Token {
  readonly id?: string | number;
  readonly name?: string;
}

const misfit = (more: object): Error => Object.assign(new Error('it does not fit'), { count: 1, ...more });

const listOf = (
  ...pages: readonly { readonly items: readonly Token[]; readonly invalid?: readonly unknown[] }[]
) => ({
  pages: () => pages,
});

const recordOf = ({ id, name }: Token) => {
  if (name === undefined) throw new Error('no name');
  return credential(String(id), { name });
};

const keysOf = (list: PagedList<Token>): FeedDraft =>
  snapshot(list, { id: 'keys', every: MINUTE, gives: ['credential'], records: recordOf });

const ok: Token = { id: 'k1', name: 'one' };

const CASES: readonly (readonly [string, FeedDraft, readonly LeftOutItem[]])[] = [
  [
    'what does not decode, by its id',
    keysOf(
      listOf({
        items: [ok],
        invalid: [misfit({ itemId: 'k2', pageIndex: 0, itemIndex: 1, issues: [{ path: 'name' }] })],
      }),
    ),
    [{ reason: 'decode', id: 'k2', page: 0, item: 1, path: 'name' }],
  ],
  [
    'what does not decode and has no id, by its place',
    keysOf(listOf({ items: [ok], invalid: [misfit({ pageIndex: 3, itemIndex: 7, rowIndex: 2 })] })),
    [{ reason: 'decode', page: 3, item: 7, row: 2 }],
  ],
  [
    'what says nothing of itself',
    keysOf(listOf({ items: [ok], invalid: ['?', undefined] })),
    [{ reason: 'decode' }, { reason: 'decode' }],
  ],
  [
    'what no record can be made of, by its id and its place over all pages',
    keysOf(listOf({ items: [ok] }, { items: [ok, { id: 9 }, {}] })),
    [
      { reason: 'map', id: '9', page: 1, item: 1 },
      { reason: 'map', page: 1, item: 2 },
    ],
  ],
  [
    'of lists of lists, in whose list it is',
    snapshot(
      nested(
        () => listOf({ items: [{ id: 'p1' }, { id: 'p2' }] }),
        ({ id }) =>
          id === 'p1'
            ? listOf({ items: [ok], invalid: [misfit({ itemId: 'k5' })] })
            : listOf({ items: [{ id: 'k6' }] }),
      ),
      { id: 'keys', every: MINUTE, records: ({ item }) => recordOf(item) },
    ),
    [
      { reason: 'decode', id: 'k5', of: 'p1' },
      { reason: 'map', id: 'k6', of: 'p2', page: 1, item: 0 },
    ],
  ],
  [
    'a record without a time, by what distinguishes it in its list',
    buckets(() => listOf({ items: [ok] }), {
      id: 'keys',
      every: MINUTE,
      spanMs: HOUR,
      records: () => ({ ...usage(NOON, MINUTE, { requests: 1 }), uid: 'acme/usage/row 1', start: 'noon' }),
    }),
    [{ reason: 'refuse', id: 'row 1' }],
  ],
];

describe('items that a reading leaves out are named, beside being counted', () => {
  for (const [what, feed, named] of CASES)
    it(what, () => {
      const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })]);
      const seen = set.see(set.monitor.sources$);
      set.clock.advance(SECOND);
      expect(seen.last[0]).to.deep.include({
        source: 'acme',
        feed: 'keys',
        state: 'partial',
        leftOut: named.length,
      });
      expect(seen.last[0]?.leftOutItems).to.deep.equal(named);
    });

  it('at most 20 of them: the count says how many there are; a reading without any names none', () => {
    let items: readonly Token[] = Array.from({ length: 50 }, (_, id) => ({ id }));
    const feed = keysOf({ pages: () => [{ items }] });
    const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })]);
    const seen = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(seen.last[0]?.leftOut).to.equal(50);
    expect(seen.last[0]?.leftOutItems?.map(({ id }) => id)).to.deep.equal(
      Array.from({ length: 20 }, (_, id) => String(id)),
    );
    items = [ok];
    set.clock.advance(MINUTE);
    expect(seen.last[0]).to.not.have.property('leftOutItems');
  });

  it('the finding on the source names the first ones', () => {
    const items: readonly Token[] = [ok, { id: 'k2' }, { id: 'k3' }, {}, { id: 'k5' }];
    const feed = keysOf({ pages: () => [{ items }] });
    const rules = [sourcePartial()];
    const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })], { rules });
    const seen = set.see(set.monitor.findings$);
    set.clock.advance(SECOND);
    expect(seen.last[0]?.evidence[0]?.text).to.contain(
      '4 items of keys could not be read: k2; k3; item 3, page 0; and 1 more.',
    );
  });

  it('a journal keeps the names', () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    const journal = new MemoryJournal();
    const clock = new Clock();
    const feed = keysOf(listOf({ items: [{ id: 'k2' }] }));
    const options = { scheduler: clock, random: () => 0, rules: [] };
    const first = createMonitor([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })], {
      ...options,
      journal,
    });
    first.sources$.subscribe();
    clock.advance(SECOND);
    first.close();
    keys.isHanging = true;
    const second = createMonitor([fakeSource([keys])], { ...options, journal: journal.heir() });
    let named: readonly LeftOutItem[] | undefined;
    second.sources$.subscribe(([row]) => (named = row?.leftOutItems));
    clock.advance(SECOND);
    expect(named).to.deep.equal([{ reason: 'map', id: 'k2', page: 0, item: 0 }]);
    second.close();
  });

  it('those of a provider of this package, with the id that the vendor gave it', async () => {
    const user = { object: 'organization.user', id: 'user_1', added_at: 1, role: 'owner' };
    const body = {
      object: 'list',
      data: [user, { ...user, id: 'user_2', added_at: 'soon' }],
      has_more: false,
    };
    const transport = () =>
      Promise.resolve(
        new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } }),
      );
    const client = openai({ adminKey: 'sk-admin-test', fetch: transport });
    const monitor = createMonitor([openaiSource(client, { only: ['users'] })], { rules: [] });
    const named = await new Promise<readonly LeftOutItem[]>((resolve) => {
      monitor.sources$.subscribe(([row]) => {
        if ((row?.leftOut ?? 0) > 0) resolve(row?.leftOutItems ?? []);
      });
    });
    monitor.close();
    expect(named).to.deep.equal([{ reason: 'decode', id: 'user_2', page: 0, item: 1, path: 'added_at' }]);
  });
});
