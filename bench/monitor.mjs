// The picture of a large account, or a scan that joins and sorts everything on each batch, in a process of its own.
import { loadInternal } from './lib/headwater.mjs';
import { serveParent } from './lib/child.mjs';
import { median } from './lib/stats.mjs';

const { dist, role, credentials, principals, usage, batch, rounds } = JSON.parse(process.argv[2]);
const { picture } = await loadInternal(dist, 'src/monitor/picture.js');
const { map, scan, Subject, VirtualTimeScheduler } = await import('rxjs');

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const NOON = Date.parse('2026-11-28T12:00:00.000Z');
const SOURCE = 'bench';

class Clock extends VirtualTimeScheduler {
  constructor() {
    super(undefined, 0);
    this.now = () => NOON + this.frame;
  }

  advance(ms) {
    this.maxFrames = this.frame + ms;
    this.flush();
    this.frame = this.maxFrames;
  }
}

const iso = (ms) => new Date(ms).toISOString();
const ref = (kind, id) => ({ source: SOURCE, kind, id });
const meta = (resource, id) => ({
  uid: `${SOURCE}/${resource}/${id}`,
  provider: SOURCE,
  source: SOURCE,
  resource,
  observedAt: iso(NOON),
  revision: 0,
});

const credential = (at, name = `key ${String((at * 7919) % credentials)}`) => ({
  type: 'credential',
  ...meta('keys', `k${String(at)}`),
  kind: 'project_key',
  id: `k${String(at)}`,
  name,
  hint: `sk-...${String(at)}`,
  owner: ref('user', `u${String(at % principals)}`),
  scopeContainer: ref('project', `p${String(at % 500)}`),
  privilege: 'write',
  createdAt: iso(NOON - (at % 400) * DAY),
  status: 'active',
  lastUsed: { state: 'not_reported' },
});

const principal = (at) => ({
  type: 'principal',
  ...meta('users', `u${String(at)}`),
  kind: 'user',
  id: `u${String(at)}`,
  displayName: `Person ${String(at)}`,
  email: `person${String(at)}@example.com`,
  status: 'active',
});

/** Five minutes of the last hour and five hours of the last day for each key. */
const bucketOf = (turn) =>
  turn % 2 === 0
    ? { start: NOON - (1 + (turn % 50)) * MINUTE, width: MINUTE, list: 'usage.1m' }
    : { start: NOON - (2 + (turn % 20)) * HOUR, width: HOUR, list: 'usage.1h' };

const usageRow = (at, more = 0) => {
  const key = at % credentials;
  const { start, width, list } = bucketOf(Math.floor(at / credentials));
  return {
    type: 'usage',
    ...meta(list, `${String(start)}/k${String(key)}`),
    temporality: 'bucket',
    start: iso(start),
    end: iso(start + width),
    final: false,
    measures: {
      requests: 1 + (at % 13) + more,
      input_tokens: 100 + (at % 997) + more,
      output_tokens: at % 89,
    },
    dims: {
      credential: ref('project_key', `k${String(key)}`),
      project: ref('project', `p${String(key % 500)}`),
      model: `m${String(key % 12)}`,
    },
    groupedBy: ['credential', 'project', 'model'],
  };
};

const costRow = (at, amount) => ({
  type: 'cost',
  ...meta('costs', `${String(NOON)}/k${String(at)}`),
  temporality: 'bucket',
  start: iso(NOON - (NOON % DAY)),
  end: iso(NOON - (NOON % DAY) + DAY),
  final: false,
  cost: { amount, currency: 'USD' },
  basis: 'provider_reported',
  dims: { credential: ref('project_key', `k${String(at)}`), project: ref('project', `p${String(at % 500)}`) },
  groupedBy: ['credential', 'project'],
});

const every = { watchedMs: MINUTE, idleMs: MINUTE };
const INFO = {
  name: SOURCE,
  provider: SOURCE,
  feeds: [
    { id: 'users', kind: 'snapshot', every, gives: ['principal'] },
    { id: 'keys', kind: 'snapshot', every, gives: ['credential'] },
    { id: 'usage.1m', kind: 'buckets', every, gives: ['usage'] },
    { id: 'usage.1h', kind: 'buckets', every, gives: ['usage'] },
    { id: 'costs', kind: 'buckets', every, gives: ['cost'] },
  ],
};

/** CPU of some work in milliseconds. What making its input has left behind is collected before. */
const cpu = (work) => {
  global.gc({ type: 'minor' });
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
};

const memory = () => {
  global.gc();
  global.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** The batches of a kind, one at a time: a million records at once would be what is measured. */
function* batches(count, make) {
  for (let from = 0; from < count; from += batch)
    yield Array.from({ length: Math.min(batch, count - from) }, (_, at) => make(from + at));
}

const LOAD = [
  ['users', () => batches(principals, principal)],
  ['keys', () => batches(credentials, (at) => credential(at))],
  ['usage', () => batches(usage, (at) => usageRow(at))],
];

const feedOf = (record) =>
  record.type === 'principal' ? 'users' : record.type === 'credential' ? 'keys' : record.resource;

class Picture {
  clock = new Clock();
  events = new Subject();
  readings = 0;
  monitor = picture(this.events, [INFO], { scheduler: this.clock, random: () => 0, rules: [] });
  kept = this.monitor.sources$.subscribe();

  #base(feed) {
    return { source: SOURCE, feed, reading: iso(NOON + this.readings), at: iso(this.clock.now()) };
  }

  /** The records of a page as events, made before they are counted. */
  page(records) {
    const byFeed = new Map(INFO.feeds.map(({ id }) => [id, []]));
    for (const record of records) byFeed.get(feedOf(record)).push(record);
    const given = [...byFeed].filter(([, own]) => own.length > 0);
    return given.map(([feed, own]) => ({ ...this.#base(feed), type: 'records', records: own }));
  }

  /** All lists have been read. What comes next belongs to the next reading. */
  end() {
    this.apply(
      INFO.feeds.map(({ id }) => ({
        ...this.#base(id),
        type: 'end',
        end: 'complete',
        leftOut: 0,
        asOf: iso(this.clock.now()),
      })),
    );
    this.readings += 1;
    this.frame();
  }

  apply(events) {
    for (const event of events) this.events.next(event);
  }

  frame() {
    this.clock.advance(250);
  }
}

const keep = (state, records) => {
  for (const record of records) state[record.type].set(record.uid, record);
};

const joined = (state) => {
  const requests = new Map();
  for (const { dims, measures } of state.usage.values())
    requests.set(dims.credential.id, (requests.get(dims.credential.id) ?? 0) + measures.requests);
  const owners = new Map([...state.principal.values()].map((person) => [person.id, person]));
  return [...state.credential.values()]
    .map((key) => ({
      ...key,
      ownerName: owners.get(key.owner.id)?.displayName,
      requests: requests.get(key.id) ?? 0,
    }))
    .sort((a, b) => b.requests - a.requests)
    .slice(0, 500);
};

/** What a program without an index does: keep everything, and join and sort it on each batch. */
const naive = () => {
  const state = { principal: new Map(), credential: new Map(), usage: new Map() };
  const batches$ = new Subject();
  let rows = [];
  const rows$ = batches$.pipe(
    scan((known, records) => {
      keep(known, records);
      return known;
    }, state),
    map(joined),
  );
  rows$.subscribe((value) => (rows = value));
  // What comes before the measurement need not be joined each time.
  return {
    keep: (records) => keep(state, records),
    next: (records) => batches$.next(records),
    rows: () => rows,
  };
};

const loadAll = () => {
  const set = new Picture();
  const before = memory();
  let ms = 0;
  let records = 0;
  const rates = {};
  for (const [name, make] of LOAD) {
    let own = 0;
    let count = 0;
    for (const each of make()) {
      const events = set.page(each);
      count += each.length;
      own += cpu(() => {
        set.apply(events);
        set.frame();
      });
    }
    rates[name] = count / (own / 1000);
    ms += own;
    records += count;
  }
  set.end();
  return { set, bytesEach: (memory() - before) / credentials, perSecond: records / (ms / 1000), rates };
};

const changesOf = (round) =>
  Array.from({ length: batch }, (_, at) => usageRow((round * batch + at * 97) % usage, 1 + round));

/** What a table holds, whatever the order of equals. */
const digest = (rows) => rows.map(({ requests }) => requests).join();

/** Batches in which the index is measured, alone and with a table: enough for the median to be that of compiled code. */
const many = rounds * 20;
/** Batches in which the scan is measured: the last ones. One of them takes longer than a hundred of the index. */
const few = rounds * 3;

/** CPU of each of many batches of changes, the frame after it included. */
const changed = (set, from) =>
  median(
    Array.from({ length: many }, (_, at) => {
      const events = set.page(changesOf(from + at));
      return cpu(() => {
        set.apply(events);
        set.frame();
      });
    }),
  );

/** CPU of one batch at full size: while nobody looks, then with the one table that the scan makes. */
const oneTable = (set) => {
  const aloneMs = changed(set, 0);
  let table;
  const watching = set.monitor
    .credentials({ sort: '-requests', limit: 500, window: '24h' })
    .subscribe((value) => (table = value));
  set.frame();
  const batchMs = changed(set, many);
  watching.unsubscribe();
  return { aloneMs, batchMs, digest: digest(table.rows) };
};

const scanTable = () => {
  const scanned = naive();
  for (const [, make] of LOAD) for (const each of make()) scanned.keep(each);
  const times = [];
  for (let round = 0; round < 2 * many; round += 1) {
    const records = changesOf(round);
    if (round < 2 * many - few) scanned.keep(records);
    else times.push(cpu(() => scanned.next(records)));
  }
  return { batchMs: median(times), digest: digest(scanned.rows()) };
};

const VIEWS = [
  (monitor) => monitor.credentials({ sort: 'name', limit: 500 }),
  (monitor) => monitor.credentials({ sort: '-requests', limit: 500, window: '24h' }),
  (monitor) => monitor.credentials({ sort: '-cost', limit: 500, window: 'today' }),
  (monitor) => monitor.credentials({ sort: 'createdAt', limit: 500 }),
  (monitor) => monitor.principals({ sort: 'name', limit: 500 }),
  (monitor) => monitor.spend({ by: 'key', window: 'today', limit: 500 }),
  (monitor) => monitor.spend({ by: 'key', window: '24h', limit: 500 }),
  (monitor) => monitor.spend({ by: 'principal', window: 'today', limit: 500 }),
  (monitor) => monitor.spend({ by: 'project', window: 'today', limit: 500 }),
  (monitor) => monitor.spend({ by: 'model', window: '24h', limit: 500 }),
];

const views = (set) => {
  for (const costs of batches(credentials, (at) => costRow(at, String((at % 9973) / 100)))) {
    set.apply(set.page(costs));
    set.frame();
  }
  const subscriptions = VIEWS.map((open) => open(set.monitor).subscribe());
  set.frame();
  const measure = (make) => {
    const times = [];
    for (let round = 0; round < rounds * 5; round += 1) {
      const events = set.page(make(round));
      times.push(
        cpu(() => {
          set.apply(events);
          set.frame();
        }),
      );
    }
    return median(times);
  };
  const keyAt = (round, at) => (round * batch + at * 89) % credentials;
  const one = measure((round) =>
    Array.from({ length: batch }, (_, at) =>
      credential(keyAt(round, at), `renamed ${String((at * 31 + round) % batch)}`),
    ),
  );
  const all = measure((round) =>
    Array.from({ length: batch / 2 }, (_, at) => [
      costRow(keyAt(round, at), String((at * 37 + round * 11) % 5000)),
      usageRow((keyAt(round, at) + credentials) % usage, round * 50 + (at % 50)),
    ]).flat(),
  );
  for (const subscription of subscriptions) subscription.unsubscribe();
  return { one, all };
};

const measurePicture = () => {
  const { set, ...loaded } = loadAll();
  return { ...loaded, ...oneTable(set), ...views(set) };
};

serveParent(() => (role === 'scan' ? scanTable() : measurePicture()));
process.send({});
