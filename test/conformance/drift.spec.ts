import { expect } from 'chai';
import { lastValueFrom, toArray } from 'rxjs';
import { unknownFields } from '../../src/codec/index.js';
import type { DriftEvent, Endpoint } from '../../src/walk/index.js';
import { openai } from '../../src/index.js';
import { startSandbox, type ProviderId, type Sandbox, type WireItem } from '../../src/sandbox/index.js';
import { ENDPOINTS } from '../support/providers.js';

/** The items of a list that the sandbox holds; undefined where it makes them up as they are asked for. */
const held = (box: Sandbox, { id, provider }: Endpoint): readonly WireItem[] | undefined => {
  try {
    return box.control.items(provider as ProviderId, id.slice(provider.length + 1) as never);
  } catch {
    return undefined;
  }
};

describe('drift between the sandbox and the codecs', () => {
  let box: Sandbox;
  before(async function () {
    box = await startSandbox({ seed: 11, scale: 0.1, rateLimits: false });
  });
  after(() => box.close());

  // A walk sees one parent; this sees the items below all of them.
  it('no item that the sandbox holds has a field that its codec does not name', function () {
    const lists = [...ENDPOINTS.values()].flatMap((endpoint) => {
      const items = held(box, endpoint);
      return items === undefined ? [] : [{ id: endpoint.id, items, scan: unknownFields(endpoint.item) }];
    });
    const unknown = new Set<string>();
    for (const { id, items, scan } of lists)
      for (const item of items) scan?.(item, (path) => unknown.add(`${id} ${path}`));
    expect([...unknown]).to.deep.equal([]);
    expect(lists).to.have.length.above(120);
    expect(lists.filter(({ items }) => items.length === 0).map(({ id }) => id)).to.deep.equal([]);
  });

  it('a field that comes to a list is told once, however many pages and walks bring it', async () => {
    const client = openai({ ...box.openai, limiter: false, retry: false });
    const drift: DriftEvent[] = [];
    client.events$.subscribe((event) => {
      if (event.type === 'drift') drift.push(event);
    });
    const walk = (): Promise<readonly unknown[]> =>
      lastValueFrom(client.users.list({}, { pageSize: 5 }).pipe(toArray()));
    await walk();
    expect(drift).to.deep.equal([]);
    const fault = { kind: 'drift', add: { shoe_size: 44 } } as const;
    const rule = box.control.faults.add({ path: '/organization/users', times: Infinity, fault });
    const [first] = [await walk(), await walk()];
    expect(first[0]).to.have.property('shoe_size', 44);
    expect(rule.hits).to.be.greaterThan(2);
    const told = drift.map(({ endpoint, part, kind, path, pageIndex, sampleType, count }) => {
      return { endpoint, part, kind, path, pageIndex, sampleType, count };
    });
    const place = { endpoint: 'openai.users', part: 'item', path: 'shoe_size', pageIndex: 0 };
    expect(told).to.deep.equal([{ ...place, kind: 'added', sampleType: 'number', count: 5 }]);
  });
});
