import { expect } from 'chai';
import { from, lastValueFrom, of, toArray } from 'rxjs';
import { buckets } from '../../../src/monitor/index.js';
import type { FeedDraft, PagedList, ReadingRange } from '../../../src/monitor/index.js';
import { chunksOf, ChunkSize, inChunks } from '../../../src/monitor/source/in-chunks.js';
import { HOUR, NOON } from '../support/clock.js';
import { httpError } from '../support/fake-source.js';
import { usage } from '../support/records.js';
import { failing, listOf } from './support.js';

const tooLarge = (): Error => Object.assign(new Error('too large'), { code: 'decode-too-large' });

/** The hours of a range, and the log of the ranges that were asked for. */
class Server {
  readonly asked: string[] = [];

  constructor(private readonly failure: (range: ReadingRange) => unknown = () => undefined) {}

  readonly list = (range: ReadingRange): PagedList<number> => {
    const [start, end] = [range.from.getTime(), range.to.getTime()];
    this.asked.push(`${String((start - NOON) / HOUR)} to ${String((end - NOON) / HOUR)}`);
    const error = this.failure(range);
    if (error !== undefined) return failing(error);
    const hours = Math.ceil((end - start) / HOUR);
    return listOf([Array.from({ length: hours }, (_, at) => start + at * HOUR)]);
  };

  feed(chunkHours: number): FeedDraft {
    return buckets(this.list, {
      every: HOUR,
      spanMs: 8 * HOUR,
      alignMs: HOUR,
      chunkMs: chunkHours * HOUR,
      records: (start) => usage(start, HOUR, { requests: 1 }),
    });
  }
}

const read = async (feed: FeedDraft) => {
  const start = { source: 'acme', now: new Date(NOON), mark: undefined };
  const pages = await lastValueFrom(feed.read(start).pipe(toArray()));
  const last = pages.at(-1);
  return {
    count: pages.flatMap(({ records }) => records).length,
    end: last?.end,
    fault: last?.fault,
    mark: last?.mark,
  };
};

const isWide = ({ from, to }: ReadingRange, hours: number): boolean =>
  to.getTime() - from.getTime() > hours * HOUR;

describe('a range in pieces', () => {
  it('is asked for the newest piece first, without a gap and without an overlap', async () => {
    const server = new Server();
    expect(await read(server.feed(3))).to.deep.include({ count: 8, end: 'complete', mark: String(NOON) });
    expect(server.asked).to.deep.equal(['-2 to 0', '-5 to -2', '-8 to -5']);
  });

  it('comes to its end whatever the number of its pieces, also where each is answered synchronously', () => {
    const now = new Date(NOON);
    const range = { source: 'acme', now, mark: undefined, from: new Date(NOON - 20_000 * HOUR), to: now };
    const list = inChunks(() => ({ pages: () => of({ items: [1] }) }), range, new ChunkSize(HOUR));
    let items = 0;
    let end: unknown;
    from(list.pages()).subscribe((page) => {
      items += page.items.length;
      end = page.end;
    });
    expect(items).to.equal(20_000);
    expect(end).to.deep.equal({ _tag: 'Some', value: 'complete' });
  });

  it('tiles any range', () => {
    const range = {
      source: 'acme',
      now: new Date(NOON),
      mark: undefined,
      from: new Date(NOON - 5 * HOUR - 1),
      to: new Date(NOON),
    };
    const pieces = [...chunksOf(range, 2 * HOUR)].reverse();
    expect(pieces[0]?.from).to.deep.equal(range.from);
    expect(pieces.at(-1)?.to).to.deep.equal(range.to);
    for (const [at, piece] of pieces.entries())
      if (at > 0) expect(piece.from).to.deep.equal(pieces[at - 1]?.to);
    expect(chunksOf({ ...range, to: range.from }, HOUR)).to.deep.equal([]);
  });

  it('no piece begins and ends in one second: what is shorter is of the piece before it', () => {
    const base = { source: 'acme', now: new Date(NOON), mark: undefined, from: new Date(NOON - 2 * HOUR) };
    const widths = (restMs: number, ms = 2 * HOUR): readonly number[] =>
      chunksOf({ ...base, to: new Date(NOON + restMs) }, ms).map(
        ({ from, to }) => to.getTime() - from.getTime(),
      );
    for (const rest of [1, 300, 999]) expect(widths(rest), String(rest)).to.deep.equal([2 * HOUR + rest]);
    expect(widths(1_000)).to.deep.equal([1_000, 2 * HOUR]);
    expect(widths(0, HOUR)).to.deep.equal([HOUR, HOUR]);
    expect(widths(1, HOUR)).to.deep.equal([HOUR + 1, HOUR]);
    expect(chunksOf({ ...base, to: new Date(base.from.getTime() + 5) }, HOUR)).to.have.length(1);
  });

  it('a bucket and the moment behind it, if too large, are a failed piece, and not cut for ever', async () => {
    const server = new Server(({ from }) => (from.getTime() >= NOON ? tooLarge() : undefined));
    const start = { source: 'acme', now: new Date(NOON + HOUR + 300), mark: undefined };
    const pages = await lastValueFrom(server.feed(1).read(start).pipe(toArray()));
    expect([pages.at(-1)?.end, server.asked[0]]).to.deep.equal(['partial', `0 to ${String(1 + 300 / HOUR)}`]);
  });

  for (const [name, error] of [
    ['a reply too large for the client', tooLarge()],
    ['a 413', httpError(413)],
  ] as const)
    it(`${name} halves the piece, and all that come after it`, async () => {
      const server = new Server((range) => (isWide(range, 2) ? error : undefined));
      const feed = server.feed(8);
      expect(await read(feed)).to.deep.include({ count: 8, end: 'complete' });
      expect(server.asked).to.deep.equal([
        '-8 to 0',
        '-4 to 0',
        '-2 to 0',
        '-4 to -2',
        '-8 to -4',
        '-6 to -4',
        '-8 to -6',
      ]);
      server.asked.length = 0;
      await read(feed);
      expect(server.asked).to.deep.equal(['-2 to 0', '-4 to -2', '-6 to -4', '-8 to -6']);
    });

  it('one bucket that is too large is a failed piece: the others are there, and the row says why', async () => {
    const server = new Server(({ from }) => (from.getTime() === NOON - 8 * HOUR ? tooLarge() : undefined));
    const { count, end, fault } = await read(server.feed(1));
    expect([count, end, fault?.state]).to.deep.equal([7, 'partial', 'down']);
  });

  it('a piece that fails leaves the reading partial, and the mark where it was: the next one asks again', async () => {
    const server = new Server(({ from }) => (from.getTime() < NOON - 4 * HOUR ? httpError(500) : undefined));
    const { count, end, fault, mark } = await read(server.feed(4));
    expect([count, end, fault?.error.status, mark]).to.deep.equal([4, 'partial', 500, undefined]);
  });

  it('a refused credential ends it after one piece', async () => {
    const server = new Server(() => httpError(401));
    const error: unknown = await read(server.feed(1)).catch((failure: unknown) => failure);
    expect(error).to.include({ status: 401 });
    expect(server.asked).to.have.length(1);
  });

  describe('where mostChunkMs allows more at once', () => {
    const TWO_DAYS = 48;

    /** Hours of a quiet list come as one page, those of `busy` as a page each. */
    const growing = (busy: (hour: number) => boolean = () => false, failure?: () => unknown) => {
      const server = new Server(failure);
      const list = (range: ReadingRange): PagedList<number> => {
        const hours: number[] = [];
        for (let at = range.from.getTime(); at < range.to.getTime(); at += HOUR) hours.push(at);
        const pages = hours.some((at) => busy((at - NOON) / HOUR)) ? hours.map((at) => [at]) : [hours];
        const plain = server.list(range);
        return failure === undefined ? listOf(pages) : plain;
      };
      const feed = buckets(list, {
        every: HOUR,
        spanMs: TWO_DAYS * HOUR,
        alignMs: HOUR,
        chunkMs: 3 * HOUR,
        mostChunkMs: 12 * HOUR,
        records: (start) => usage(start, HOUR, { requests: 1 }),
      });
      return { server, feed };
    };

    it('a piece that is one page makes the next one twice as long, up to that', async () => {
      const { server, feed } = growing();
      expect(await read(feed)).to.deep.include({ count: TWO_DAYS, end: 'complete' });
      expect(server.asked).to.deep.equal([
        '-3 to 0',
        '-9 to -3',
        '-21 to -9',
        '-33 to -21',
        '-45 to -33',
        '-48 to -45',
      ]);
    });

    it('a longer piece makes the next one short again', async () => {
      const { server, feed } = growing((hour) => hour === -10);
      expect(await read(feed)).to.deep.include({ count: TWO_DAYS, end: 'complete' });
      expect(server.asked).to.deep.equal([
        '-3 to 0',
        '-9 to -3',
        '-21 to -9',
        '-24 to -21',
        '-30 to -24',
        '-42 to -30',
        '-48 to -42',
      ]);
    });

    it('a piece that fails makes the next one short again', async () => {
      let calls = 0;
      const { server, feed } = growing(undefined, () => {
        calls += 1;
        return calls === 3 ? httpError(500) : undefined;
      });
      expect(await read(feed)).to.deep.include({ end: 'partial' });
      expect(server.asked.slice(0, 5)).to.deep.equal([
        '-3 to 0',
        '-9 to -3',
        '-21 to -9',
        '-24 to -21',
        '-30 to -24',
      ]);
    });
  });

  it('refuses a piece that is none', () => {
    expect(() => new Server().feed(0)).to.throw(RangeError, /chunkMs must be finite and above 0/);
  });
});
