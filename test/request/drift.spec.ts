import { expect } from 'chai';
import * as t from 'io-ts';
import { list, shape } from '../../src/codec/index.js';
import { defineEndpoint, type ClientEvent, type DriftEvent, type ListOptions } from '../../src/walk/index.js';
import { driftWatch } from '../../src/request/drift.js';
import { lastId } from '../../src/paging/index.js';
import { acmeClient, CANARY } from '../support/acme.js';

const thing = shape(
  'Thing',
  { id: t.string, size: t.number },
  { parts: list(shape('Part', { id: t.string })) },
);

const listOf = (id: string) =>
  defineEndpoint({
    id,
    path: '/things',
    paging: lastId(),
    envelope: shape('Envelope', { has_more: t.boolean }, { last_id: t.string }),
    item: thing,
    key: ['id'],
  });

const things = listOf('acme.things');
const others = listOf('acme.others');

type Told = Omit<DriftEvent, 'type' | 'provider' | 'endpoint'>;

/** Walks pages once for each list, and gives what was told of drift. */
const toldOf = (
  pages: readonly (readonly unknown[])[],
  {
    options = {},
    lists = [things],
    envelope = {},
  }: { options?: ListOptions; lists?: (typeof things)[]; envelope?: object } = {},
): { told: Told[]; events: DriftEvent[] } => {
  const { client, api } = acmeClient((_sent, index) => {
    const at = index % pages.length;
    const more = at < pages.length - 1;
    return { json: { data: pages[at], has_more: more, last_id: `p${String(at)}`, ...envelope } };
  });
  const events: DriftEvent[] = [];
  client.events$.subscribe((event: ClientEvent) => {
    if (event.type === 'drift') events.push(event);
  });
  for (const each of lists) {
    client.list(each, {}, options).subscribe({ error: () => undefined });
    api.run();
  }
  return {
    told: events.map(({ type: _type, provider: _provider, endpoint: _endpoint, ...told }) => told),
    events,
  };
};

const good = { id: 'a', size: 1 };

const added = { part: 'item', kind: 'added', expected: undefined } as const;

describe('drift', () => {
  it('says nothing about replies as they are known', () => {
    expect(toldOf([[good, { ...good, id: 'b', parts: [{ id: 'p' }] }], []]).told).to.deep.equal([]);
  });

  it('tells a new field once, with the number of items that have it and the type of the first', () => {
    const { told } = toldOf([
      [
        { ...good, tier: 'x' },
        { ...good, id: 'b', tier: 2 },
      ],
      [{ ...good, id: 'c', tier: 'y' }],
    ]);
    expect(told).to.deep.equal([{ ...added, pageIndex: 0, path: 'tier', sampleType: 'string', count: 2 }]);
  });

  it('names the place within lists', () => {
    const { told } = toldOf([
      [
        {
          ...good,
          parts: [
            { id: 'p', x: null },
            { id: 'q', x: [] },
          ],
        },
      ],
    ]);
    expect(told).to.deep.equal([{ ...added, pageIndex: 0, path: 'parts[].x', sampleType: 'null', count: 2 }]);
  });

  it('tells a place that shows up later when it shows up', () => {
    const { told } = toldOf([[good], [{ ...good, id: 'b', late: true }]]);
    expect(told).to.deep.equal([{ ...added, pageIndex: 1, path: 'late', sampleType: 'boolean', count: 1 }]);
  });

  it('tells missing and retyped fields, before the walk ends with an error', () => {
    const { told } = toldOf([[{ id: 'a' }, { id: 'b', size: '7', parts: [{ id: 1 }] }]]);
    const at = { part: 'item', pageIndex: 0, count: 1 } as const;
    expect(told).to.deep.equal([
      { ...at, path: 'size', kind: 'missing', sampleType: 'undefined', expected: 'number' },
      { ...at, path: 'size', kind: 'retyped', sampleType: 'string', expected: 'number' },
      { ...at, path: 'parts[].id', kind: 'retyped', sampleType: 'number', expected: 'string' },
    ]);
  });

  for (const onInvalid of ['skip', 'collect'] as const) {
    it(`tells them with onInvalid ${onInvalid}, too, each place once`, () => {
      const { told } = toldOf([[{ id: 'a' }, { id: 'b' }], [{ id: 'c' }]], { options: { onInvalid } });
      expect(told.map(({ path, kind, count }) => [path, kind, count])).to.deep.equal([
        ['size', 'missing', 2],
      ]);
    });
  }

  it('looks at what stands beside the items', () => {
    expect(toldOf([[good]], { envelope: { cost: { usd: 1 } } }).told).to.deep.equal([
      { ...added, part: 'envelope', pageIndex: 0, path: 'cost', sampleType: 'object', count: 1 },
    ]);
    expect(toldOf([[good]], { envelope: { last_id: 7 } }).told).to.deep.equal([
      {
        part: 'envelope',
        pageIndex: 0,
        path: 'last_id',
        kind: 'retyped',
        sampleType: 'number',
        expected: 'string',
        count: 1,
      },
    ]);
  });

  it('is told once for each client and endpoint, not for each walk', () => {
    const { events } = toldOf([[{ ...good, tier: 1 }]], { lists: [things, things, others] });
    expect(events.map(({ endpoint }) => endpoint)).to.deep.equal(['acme.things', 'acme.others']);
  });

  it('tells no value', () => {
    const { events } = toldOf([[{ ...good, token: CANARY, size: CANARY }]]);
    expect(events).to.have.length(2);
    expect(JSON.stringify(events)).not.to.include(CANARY);
  });

  it('ends with the thousandth place, so that a map with keys of its own does not go on for ever', () => {
    const odd = Object.fromEntries(
      Array.from({ length: 1500 }, (_none, index) => [`k${String(index)}`, index]),
    );
    expect(toldOf([[{ ...good, ...odd }]]).told).to.have.length(1000);
  });

  it('is not looked for while nobody listens', () => {
    const told: ClientEvent[] = [];
    let listening = false;
    const watch = driftWatch(
      (event) => told.push(event),
      () => listening,
    );
    const untouched = new Proxy({}, { ownKeys: () => expect.fail('the item was looked at') });
    watch(things, { pageIndex: 0, items: [untouched], envelope: {}, invalid: [] });
    listening = true;
    watch(things, { pageIndex: 1, items: [{ ...good, tier: 1 }], envelope: {}, invalid: [] });
    expect(told).to.have.length(1);
  });
});
