import { expect } from 'chai';
import type { WatchList } from '../../../src/cli/watch/lists.js';
import {
  initialState,
  reduce,
  rowsOf,
  type ListEvent,
  type ProviderRow,
} from '../../../src/cli/watch/state.js';
import type { Tally } from '../../../src/cli/watch/tally.js';
import { HELD } from '../../../src/cli/reason.js';
import { screenLines, providerLines } from '../../../src/cli/watch/view.js';
import type { Holes } from '../../../src/cli/watch/read.js';
import type { ReadEvent } from '../../../src/cli/watch/live.js';
import { liveLines } from '../../../src/cli/watch/live-lines.js';

const AT = new Date('2026-01-15T12:00:00Z');
const LATER = new Date('2026-01-15T12:01:00Z');

const list = (source: string, reports: WatchList['reports']): WatchList => ({
  source,
  provider: source.split('/')[0] as WatchList['provider'],
  endpoint: source.replace('/', '.'),
  credential: undefined,
  reports,
  everyMs: 1,
  costEach: false,
  open: () => {
    throw new Error('not opened here');
  },
  encode: (item) => item,
  records: () => [],
});

const LISTS = [
  list('openai/users', ['users']),
  list('openai/keys', ['keys']),
  list('openai/costs', ['spend']),
  list('cobo/keys', ['keys']),
  list('cobo/projects', []),
];

const tally = (changes: Partial<Tally>): Tally => ({
  ...{ users: 0, keys: 0, neverUsed: undefined, uses: new Map(), spend: [], untold: 0, cumulative: false },
  costsTo: undefined,
  ...changes,
});
const read = (source: string, changes: Partial<Tally>, at = AT): ListEvent => ({
  ...{ kind: 'read', source, at },
  tally: tally(changes),
});
const down = (source: string): ListEvent => ({
  kind: 'down',
  source,
  reason: 'no permission (403)',
  isHeld: false,
  retryAt: LATER,
});

const after = (...events: readonly ListEvent[]): Record<string, ProviderRow> =>
  Object.fromEntries(rowsOf(events.reduce(reduce, initialState(LISTS))).map((row) => [row.provider, row]));

describe('the state of a watch', () => {
  it('starts with nothing known, which is not zero', () => {
    const { openai, cobo } = after();
    expect(openai).to.deep.include({ health: 'reading', users: { is: 'pending' }, asOf: undefined });
    expect(cobo).to.deep.include({ users: { is: 'none' }, spend: { is: 'none' }, keys: { is: 'pending' } });
  });

  it('counts what came while it reads', () => {
    expect(after({ kind: 'page', source: 'openai/keys', items: 40 }).openai?.soFar).to.equal(40);
  });

  it('is live when every list was read, as of the oldest reading', () => {
    const { openai } = after(
      read('openai/users', { users: 3 }, LATER),
      read('openai/keys', { keys: 5, neverUsed: 2 }),
      read('openai/costs', { spend: [{ amount: '1', currency: 'USD' }] }, LATER),
    );
    expect(openai).to.deep.include({
      health: 'live',
      asOf: AT,
      users: { is: 'known', value: 3, atLeast: false },
      neverUsed: { is: 'known', value: 2, atLeast: false },
    });
  });

  const healths: readonly { readonly events: readonly ListEvent[]; readonly health: string }[] = [
    { events: [down('cobo/keys')], health: 'down' },
    { events: [read('cobo/keys', { keys: 1 }), down('cobo/keys')], health: 'stale' },
    { events: [down('cobo/keys'), read('cobo/keys', { keys: 1 })], health: 'live' },
  ];
  for (const { events, health } of healths) {
    it(`${events.map(({ kind }) => kind).join(', ')}: ${health}`, () => {
      expect(after(...events).cobo?.health).to.equal(health);
    });
  }

  it('keeps the figures of a list that is down, says which and why, and leaves the others alone', () => {
    const { openai, cobo } = after(
      read('openai/users', { users: 3 }),
      read('cobo/keys', { keys: 1 }),
      down('openai/keys'),
    );
    expect(openai?.health).to.equal('partial');
    expect(openai?.reasons).to.deep.equal([
      { list: 'keys', reason: 'no permission (403)', isHeld: false, retryAt: LATER },
    ]);
    expect(openai?.keys).to.deep.equal({ is: 'pending' });
    expect(cobo?.health).to.equal('live');
  });

  it('says not reported where keys do not tell when they were used', () => {
    expect(after(read('cobo/keys', { keys: 4 })).cobo?.neverUsed).to.deep.equal({ is: 'none' });
  });

  it('a figure of which items were left out is a floor, and its line is partial until they are back', () => {
    const holes: Holes = { leftOut: 1, failed: 0 };
    const holed: ListEvent = {
      kind: 'read',
      source: 'openai/users',
      at: AT,
      tally: tally({ users: 199 }),
      holes,
    };
    const others = [read('openai/keys', { keys: 2 }), read('openai/costs', {})];
    const { openai } = after(holed, ...others);
    expect(openai).to.deep.include({
      health: 'partial',
      users: { is: 'known', value: 199, atLeast: true },
      keys: { is: 'known', value: 2, atLeast: false },
      holes: [{ list: 'users', leftOut: 1, failed: 0 }],
      reasons: [],
    });
    expect(after(holed, ...others, read('openai/users', { users: 200 })).openai).to.deep.include({
      health: 'live',
      users: { is: 'known', value: 200, atLeast: false },
      holes: [],
    });
  });

  it('a key that two lists hold counts once', () => {
    const lists = [
      { ...list('openai/admin keys', ['keys']), decidedBy: 'openai/project keys' },
      list('openai/project keys', ['keys']),
    ];
    const keys = (uses: Record<string, 'used' | 'never' | 'not_reported'>): Partial<Tally> => ({
      uses: new Map(Object.entries(uses)),
      keys: Object.keys(uses).length,
      neverUsed: Object.values(uses).filter((use) => use === 'never').length,
    });
    const admin = read('openai/admin keys', keys({ a: 'never', p: 'never', q: 'used' }));
    const project = read('openai/project keys', keys({ p: 'used', q: 'never' }));
    const alone = rowsOf([admin].reduce(reduce, initialState(lists)))[0];
    expect(alone?.keys).to.deep.equal({ is: 'known', value: 3, atLeast: true });
    for (const events of [
      [admin, project],
      [project, admin],
    ]) {
      const [row] = rowsOf(events.reduce(reduce, initialState(lists)));
      expect(row?.keys).to.deep.equal({ is: 'known', value: 3, atLeast: false });
      expect(row?.neverUsed).to.deep.equal({ is: 'known', value: 2, atLeast: false });
    }
  });

  it('ignores lists that it does not know', () => {
    const state = initialState(LISTS);
    expect(reduce(state, down('other/keys'))).to.equal(state);
  });

  it('marks a figure of which a part is missing', () => {
    const lists = [list('openai/a', ['keys']), list('openai/b', ['keys'])];
    const [row] = rowsOf(reduce(initialState(lists), read('openai/a', { keys: 7 })));
    expect(row?.keys).to.deep.equal({ is: 'known', value: 7, atLeast: true });
  });

  it('marks a spend of which the cost of an item is not told, and nothing else', () => {
    const lists = [list('openai/a', ['spend', 'users'])];
    const [row] = rowsOf(reduce(initialState(lists), read('openai/a', { users: 2, untold: 1 })));
    expect(row?.spend).to.include({ is: 'known', atLeast: true });
    expect(row?.users).to.include({ is: 'known', atLeast: false });
  });
});

describe('the screen of a watch', () => {
  const paint = (_style: string, text: string): string => text;
  const state = [
    read('openai/users', { users: 1234 }),
    read('openai/keys', { keys: 5, neverUsed: 0 }),
    read('openai/costs', {
      spend: [{ amount: '1234567.891', currency: 'USD' }],
      costsTo: '2026-01-15T12:00:00.000Z',
    }),
    down('cobo/keys'),
  ].reduce(reduce, initialState(LISTS));
  const rows = rowsOf(state);

  it('has aligned columns, – for what is not reported, … for what is not known yet', () => {
    expect(providerLines({ rows, now: AT, width: 100, paint })).to.deep.equal([
      'PROVIDER  USERS  KEYS  NEVER USED       SPEND SO FAR  AS OF     STATE',
      'openai    1,234     5           0  $1,234,567.89 Jan  12:00:00  ● live',
      'cobo          –     …           …                  –  –         ✕ down',
    ]);
  });

  it('says sandbox, why something is down, what is not set, and how far costs reach', () => {
    const text = screenLines({ rows, sandbox: true, unset: ['keygen'], now: AT, width: 80, paint }).join(
      '\n',
    );
    expect(text).to.include('sandbox: made-up data');
    expect(text).to.include('cobo: keys: no permission (403); next try 12:01:00');
    expect(text).to.include('keygen not set (KEYGEN_TOKEN)');
    expect(text).to.include('openai costs reach 2026-01-15 12:00');
  });

  it('tells a cause once, whichever lists it stops, and each of several causes', () => {
    const lists = ['users', 'keys', 'costs', 'usage'].map((name) => list(`openai/${name}`, ['keys']));
    const because = (name: string, reason: string) =>
      ({ kind: 'down', source: `openai/${name}`, reason, isHeld: reason === HELD, retryAt: LATER }) as const;
    const reasons = (...events: readonly ReturnType<typeof because>[]): readonly string[] =>
      screenLines({
        rows: rowsOf(events.reduce(reduce, initialState(lists))),
        ...{ sandbox: false, unset: [], now: AT, width: 100, paint },
      }).filter((line) => line.startsWith('openai:'));
    expect(
      reasons(because('users', 'r'), because('keys', HELD), because('costs', 's'), because('usage', 'r')),
    ).to.deep.equal([
      'openai: users, keys, usage: r; next try 12:01:00',
      'openai: costs: s; next try 12:01:00',
    ]);
    expect(reasons(because('users', HELD), because('keys', HELD))).to.deep.equal([
      `openai: users, keys: ${HELD}; next try 12:01:00`,
    ]);
    expect(reasons()).to.deep.equal([]);
  });

  for (const width of [20, 40, 79, 119]) {
    it(`fits ${String(width)} columns`, () => {
      const lines = providerLines({ rows, now: AT, width, paint });
      for (const line of lines) expect(line.length).to.be.at.most(width);
    });
  }
});

describe('liveLines', () => {
  const event = (source: string): ReadEvent => ({
    kind: 'read',
    ...{ source, at: AT, endedAt: AT, complete: true },
    ...{ tally: tally({}), items: [{ id: 1 }], records: [] },
  });

  it('prints records at the first reading only, and a state when it changes', () => {
    const linesOf = liveLines(LISTS, true);
    const first = { provider: 'openai', endpoint: 'openai.users' };
    expect(linesOf(event('openai/users'))).to.deep.equal([
      { ...first, item: { id: 1 }, sandbox: true },
      { ...first, list: 'openai/users', state: 'live', asOf: AT, sandbox: true },
    ]);
    expect(linesOf(event('openai/users'))).to.deep.equal([]);
    const failed = {
      kind: 'down',
      source: 'openai/users',
      reason: 'r',
      isHeld: false,
      retryAt: LATER,
    } as const;
    expect(linesOf(failed)).to.have.length(1);
    expect(linesOf(failed)).to.have.length(0);
    expect(linesOf(event('openai/users'))).to.deep.equal([
      { ...first, list: 'openai/users', state: 'live', asOf: AT, sandbox: true },
    ]);
  });

  it('says what a reading lacks, and again when that changes', () => {
    const linesOf = liveLines(LISTS, false);
    const lacking = (holes: Holes) => linesOf({ ...event('openai/users'), items: [], holes });
    const line = { provider: 'openai', endpoint: 'openai.users', list: 'openai/users', asOf: AT };
    expect(lacking({ leftOut: 1, failed: 0 })).to.deep.equal([{ ...line, state: 'partial', leftOut: 1 }]);
    expect(lacking({ leftOut: 1, failed: 0 })).to.deep.equal([]);
    expect(lacking({ leftOut: 2, failed: 1 })).to.deep.equal([
      { ...line, state: 'partial', leftOut: 2, failed: 1 },
    ]);
    expect(lacking({ leftOut: 0, failed: 0 })).to.deep.equal([{ ...line, state: 'live' }]);
  });
});
