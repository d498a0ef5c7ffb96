import { expect } from 'chai';
import { lastValueFrom, toArray } from 'rxjs';
import type { Feed, Source } from '../../src/monitor/index.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import type { Fetch } from '../../src/index.js';
import { sandboxSources } from '../support/sandbox-sources.js';

/** What is no item of any list. */
const ODD = 7;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Spoils the first item of the list of a reply; a reply that is one object itself is spoilt whole. */
const spoilItem = (body: unknown): unknown => {
  if (Array.isArray(body)) return [ODD, ...(body as readonly unknown[]).slice(1)];
  if (!isObject(body)) return body;
  for (const name of ['data', 'results', 'result', 'pacts', 'items'])
    if (name in body) return { ...body, [name]: spoilItem(body[name]) };
  return {};
};

/** Spoils the first row of the first bucket that has any. */
const spoilRow = (body: unknown): unknown => {
  if (!isObject(body) || !Array.isArray(body['data'])) return body;
  const buckets: readonly unknown[] = body['data'];
  const at = buckets.findIndex(
    (bucket) => isObject(bucket) && Array.isArray(bucket['results']) && bucket['results'].length > 0,
  );
  return { ...body, data: buckets.map((bucket, index) => (index === at ? spoilRowOf(bucket) : bucket)) };
};

const spoilRowOf = (bucket: unknown): unknown =>
  isObject(bucket) && Array.isArray(bucket['results'])
    ? { ...bucket, results: [ODD, ...(bucket['results'] as unknown[]).slice(1)] }
    : bucket;

/** How many pages of one list are spoilt: an empty page, which ends some walks, must come at last. */
const SPOILT_PAGES = 2;

const spoiling = (spoil: (body: unknown) => unknown): Fetch => {
  const asked = new Map<string, number>();
  return async (input, init) => {
    const request = new Request(input, init);
    const reply = await fetch(request);
    const { pathname } = new URL(request.url);
    const times = (asked.get(pathname) ?? 0) + 1;
    asked.set(pathname, times);
    const body: unknown = await reply.json();
    return new Response(JSON.stringify(times > SPOILT_PAGES ? body : spoil(body)), reply);
  };
};

describe('items that cannot be read', function () {
  let box: Sandbox;

  before(async () => {
    box = await startSandbox({ scale: 0.02, rateLimits: false });
  });

  after(() => box.close());

  const read = async (source: Source, feed: Feed) => {
    const now = box.control.now();
    // As if the last reading was a moment ago: ranges are short then, but those of logs, which need a day of them.
    const mark = feed.kind === 'buckets' ? String(now.getTime()) : undefined;
    const start = { source: source.name, now, mark };
    const pages = await lastValueFrom(feed.read(start).pipe(toArray()));
    const last = pages.at(-1);
    const count = pages.reduce((sum, { records }) => sum + records.length, 0);
    return { count, end: last?.end, leftOut: last?.leftOut ?? 0, fault: last?.fault };
  };

  const feedsOf = (fetch: Fetch): readonly (readonly [Source, Feed])[] =>
    sandboxSources(box, () => ({ client: { fetch, limiter: false } })).flatMap((source) =>
      // The widths of one list are read by the same code.
      source.feeds.filter(({ id }) => !/\.1[mh]$/.test(id)).map((feed) => [source, feed] as const),
    );

  it('are left out and counted, in every feed, and end none', async () => {
    const feeds = feedsOf(spoiling(spoilItem));
    expect(feeds.length).to.be.above(20);
    for (const [source, feed] of feeds) {
      const odd = await read(source, feed);
      const name = `${source.name} ${feed.id}`;
      expect([odd.end, odd.fault], name).to.deep.equal(['partial', undefined]);
      expect(odd.leftOut, name).to.be.above(0);
    }
  });

  it('a row of a bucket is left out, and not the bucket', async () => {
    const spoilt = feedsOf(spoiling(spoilRow)).filter(([, { kind }]) => kind === 'buckets');
    expect(spoilt.length).to.equal(11);
    for (const [source, feed] of spoilt) {
      const plain = feedsOf(fetch).find(([, { id }]) => id === feed.id);
      if (plain === undefined) throw new Error(feed.id);
      const whole = await read(...plain);
      const odd = await read(source, feed);
      expect([odd.end, odd.count], feed.id).to.deep.equal(['partial', whole.count - odd.leftOut]);
      expect(odd.leftOut, feed.id).to.be.above(0);
    }
  });
});
