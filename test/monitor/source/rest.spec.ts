import { expect } from 'chai';
import { firstValueFrom, from, lastValueFrom, take, toArray, type Observable } from 'rxjs';
import { readFeed } from '../../../src/monitor/collector/read-feed.js';
import type { Feed, FeedEvent, ReadingResume } from '../../../src/monitor/feed.js';
import { buckets, defineSource, snapshot } from '../../../src/monitor/source/index.js';
import type { FeedDraft } from '../../../src/monitor/source/draft.js';
import type { Reading } from '../../../src/records/index.js';
import { Listing } from '../../../src/walk/index.js';
import { acmeClient, lastIdPages, things } from '../../support/acme.js';
import { Clock, DAY } from '../support/clock.js';
import { credential } from '../support/records.js';
import { listOf } from './support.js';

const PAGES = lastIdPages(['a', 'b'], ['c', 'd'], ['e', 'f'], ['g']);
const AFTER: readonly (string | undefined)[] = [undefined, 'b', 'd', 'f'];

const world = () => acmeClient(({ query }) => PAGES[AFTER.indexOf(query['after'])]!);
const records = ({ id }: { readonly id: string }, _: Reading) => credential(id);

const feedOf = (draft: FeedDraft): Feed => {
  const [feed] = defineSource({ name: 'acme', provider: 'acme', feeds: [draft] }).feeds;
  if (feed === undefined) throw new Error('no feed');
  return feed;
};

const reading = (draft: FeedDraft, resume?: ReadingResume): Observable<FeedEvent> => {
  const clock = new Clock();
  const name = new Date(clock.now()).toISOString();
  const request = { source: 'acme', feed: feedOf(draft), reading: name, mark: undefined, stallMs: DAY };
  return readFeed({ ...request, resume, scheduler: clock });
};

const all = (events: Observable<FeedEvent>): Promise<FeedEvent[]> => lastValueFrom(events.pipe(toArray()));
const idsOf = (events: readonly FeedEvent[]): string =>
  events
    .flatMap((event) => (event.type === 'records' ? event.records.map(({ uid }) => uid.at(-1)) : []))
    .join('');

const KINDS: Readonly<Record<string, (world_: ReturnType<typeof world>) => FeedDraft>> = {
  'a whole list': ({ client }) => snapshot(client.list(things), { every: 1000, records }),
  'a list that is made for each reading': ({ client }) =>
    snapshot(() => client.list(things), { every: 1000, records }),
  'a range of time': ({ client }) =>
    buckets(() => client.list(things), { every: 1000, records, spanMs: DAY }),
};

describe('a reading that goes on where another one was cut off', () => {
  for (const [what, draftOf] of Object.entries(KINDS))
    it(`${what}: the rest is read from the page after the last one, and nothing before it is asked for again`, async () => {
      const first = world();
      const seen = await all(reading(draftOf(first)).pipe(take(3)));
      expect(idsOf(seen)).to.equal('abcd');
      const last = seen.at(-1);
      const resume = last?.type === 'records' ? last.resume : undefined;
      expect(resume?.leftOut).to.equal(0);

      const second = world();
      const rest = await all(reading(draftOf(second), resume));
      expect(idsOf(rest)).to.equal('efg');
      expect(second.api.log.map(({ query }) => query['after'])).to.deep.equal(['d', 'f']);
      expect(rest.at(-1)).to.include({ type: 'end', end: 'complete', leftOut: 0 });
    });

  it('items left out before the cut still count: such a reading is no whole one', async () => {
    const { client } = world();
    const draft = snapshot(client.list(things), { every: 1000, records });
    const [, page] = await all(reading(draft).pipe(take(2)));
    const token = page?.type === 'records' ? page.resume?.token : undefined;
    const rest = await all(reading(draft, { token: token ?? '', leftOut: 2 }));
    expect(rest.at(-1)).to.include({ type: 'end', end: 'partial', leftOut: 2 });
    const next = rest.find(({ type }) => type === 'records');
    expect(next).to.have.nested.property('resume.leftOut', 2);
  });

  it('a list that cannot go on is read from its beginning', async () => {
    const draft = snapshot(listOf([['a', 'b'], ['c']]), { every: 1000, records: (id) => credential(id) });
    const seen = await all(reading(draft, { token: 'of another list', leftOut: 0 }));
    expect(idsOf(seen)).to.equal('abc');
    expect(seen.at(-1)).to.include({ type: 'end', end: 'complete' });
  });

  it('a token that is refused fails the reading, as a refused request does', async () => {
    const { client, api } = world();
    const draft = snapshot(client.list(things), { every: 1000, records });
    const seen = await all(reading(draft, { token: 'nonsense', leftOut: 0 }));
    expect(seen.map(({ type }) => type)).to.deep.equal(['begin', 'failed']);
    expect(api.log).to.have.length(0);
  });

  it('resumed() of a listing is the option `resume`; a listing that has none of its own is whole again', async () => {
    const { client, api } = world();
    const page = await firstValueFrom(client.list(things).pages());
    const token = page.resume._tag === 'Some' ? page.resume.value : '';
    const rest = await lastValueFrom(from(client.list(things).resumed(token)).pipe(toArray()));
    expect(rest.map(({ id }) => id).join('')).to.equal('cdefg');
    const nested = new Listing(() => client.list(things).pages());
    expect(nested.resumed(token)).to.equal(nested);
    expect(api.log.length).to.be.above(0);
  });
});
