import { expect } from 'chai';
import type { WireItem } from '../../src/sandbox/index.js';
import { boxFor, idsOf, keygen, walkKeygen, type Json } from './support.js';

const DAY_MS = 86_400_000;

const LOGS = [
  ['requestLogs', '/request-logs'],
  ['eventLogs', '/event-logs'],
] as const;

const attributes = (item: WireItem): Json => item['attributes'] as Json;
const created = (item: WireItem): number => Date.parse(String(attributes(item)['created']));

describe('sandbox: the logs of Keygen', () => {
  const box = boxFor({ rateLimits: false });
  const day = (ago: number): string =>
    new Date(box().control.now().getTime() - ago * DAY_MS).toISOString().slice(0, 10);
  const found = async (path: string): Promise<readonly WireItem[]> =>
    (await walkKeygen(box(), `${path}page[cursor]=&page[size]=100`)).items;

  for (const [name, path] of LOGS) {
    it(`${name}: 90 days and more, newest first, ids in the order of time`, () => {
      const items = box().control.items('keygen', name);
      const times = items.map(created);
      const [newest = 0, oldest = 0] = [times[0], times.at(-1)];
      expect(box().control.now().getTime() - oldest).to.be.greaterThan(90 * DAY_MS);
      expect(box().control.now().getTime() - newest).to.be.within(0, 2 * DAY_MS);
      expect(times).to.deep.equal([...times].sort((a, b) => b - a));
      expect(idsOf(items)).to.deep.equal(idsOf(items).sort().reverse());
    });

    it(`${name}: a range has both of its days whole, and each 31 days of the last 90 some entries`, async () => {
      const items = box().control.items('keygen', name);
      for (const [from, to] of [
        [31, 0],
        [62, 31],
        [90, 63],
        [7, 6],
      ] as const) {
        const start = Date.parse(day(from));
        const end = Date.parse(day(to)) + DAY_MS;
        const expected = items.filter((item) => created(item) >= start && created(item) < end);
        const shown = await found(`${path}?date[start]=${day(from)}&date[end]=${day(to)}&`);
        expect(idsOf(shown)).to.deep.equal(idsOf(expected));
        if (from - to > 7) expect(shown).not.to.have.length(0);
      }
    });

    it(`${name}: ranges of no day, of more than 31, turned round, open or of no date are refused`, async () => {
      for (const [start, end, detail] of [
        [day(3), day(3), 'date range must be between 1 and 31 days (got 0)'],
        [day(32), day(0), 'date range must be between 1 and 31 days (got 32)'],
        [day(0), day(3), 'date range must be between 1 and 31 days (got -3)'],
        ['yesterday', day(0), 'invalid date range'],
        [undefined, day(0), 'invalid date range'],
        [day(3), undefined, 'invalid date range'],
      ] as const) {
        const query = [start && `date[start]=${start}`, end && `date[end]=${end}`].filter(Boolean).join('&');
        const reply = await keygen(box(), `${path}?${query}&page[cursor]=`);
        expect(reply.status, query).to.equal(400);
        expect((reply.body['errors'] as Json[])[0], query).to.deep.equal({
          title: 'Bad request',
          detail,
          source: { parameter: 'date' },
        });
      }
    });
  }

  it('who asked is forgotten after 30 days, and the large fields are never told', () => {
    const limit = box().control.now().getTime() - 30 * DAY_MS;
    const seen = { kept: 0, forgotten: 0 };
    for (const item of box().control.items('keygen', 'requestLogs')) {
      const { ip, userAgent, status, ...rest } = attributes(item);
      const kept = created(item) > limit;
      seen[kept ? 'kept' : 'forgotten'] += 1;
      expect([ip === null, userAgent === null]).to.deep.equal([!kept, !kept]);
      expect(status).to.be.a('string');
      for (const large of [
        'requestHeaders',
        'requestBody',
        'responseSignature',
        'responseHeaders',
        'responseBody',
      ])
        expect(rest[large]).to.equal(null);
    }
    expect(Math.min(seen.kept, seen.forgotten)).to.be.greaterThan(0);
  });

  it('requests: by parts of address and URL, and by type, id or both', async () => {
    const items = box().control.items('keygen', 'requestLogs');
    const ids = async (query: string): Promise<string[]> => idsOf(await found(`/request-logs?${query}&`));
    const ref = (item: WireItem): { type: string; id: string } | null =>
      (item['relationships'] as Record<string, { data: { type: string; id: string } | null }>)['resource']
        ?.data ?? null;
    const machines = items.filter((item) => ref(item)?.type === 'machines');
    const id = ref(machines[0] ?? {})?.id ?? '';
    const ones = items.filter((item) => ref(item)?.id === id);
    expect(machines).not.to.have.length(0);
    expect(await ids('resource[type]=machine')).to.deep.equal(idsOf(machines));
    expect(await ids(`resource[type]=machines&resource[id]=${id}`)).to.deep.equal(idsOf(ones));
    expect(await ids(`resource[]=machine&resource[]=${id}`)).to.deep.equal(idsOf(ones));
    expect(await ids(`resource[]=user&resource[]=${id}`)).to.deep.equal([]);
    const pings = items.filter((item) => String(attributes(item)['url']).includes('/actions/validate'));
    expect(await ids('url=/actions/validate'))
      .to.deep.equal(idsOf(pings))
      .and.not.to.have.length(0);
    const near = items.filter((item) => String(attributes(item)['ip']).startsWith('203.0.113.1'));
    expect(await ids('ip=203.0.113.1'))
      .to.deep.equal(idsOf(near))
      .and.not.to.have.length(0);
  });

  it('a tick writes both logs', () => {
    const before = box().control.counts().keygen;
    box().control.tick(5);
    const after = box().control.counts().keygen;
    expect(after.requestLogs - before.requestLogs).to.equal(5);
    expect(after.eventLogs - before.eventLogs).to.equal(5);
    expect(after.webhookEvents - before.webhookEvents).to.equal(1);
  });
});
