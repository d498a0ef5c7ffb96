import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { ConfigError, usageRows, type Fetch } from '../../../src/index.js';
import { openai } from '../../../src/providers/openai/index.js';
import { copies } from '../../protocol/items.js';
import { openAiError } from '../../protocol/servers/openai.js';
import { all, broken, sent, wire, type Serve } from '../../protocol/wire.js';
import { rangeServer } from './support/servers.js';

const DAY = 86_400;
const START = 1_730_419_200;
const LIMITS = { usual: 7, max: 31 };

const days = (count: number) =>
  copies('openai/usage.completions.json', 'data', count, (index) => ({
    start_time: START + index * DAY,
    end_time: START + (index + 1) * DAY,
  }));

/** A clock that stands still, so that an open range has the same slices whenever the test runs. */
const standing = (seconds: number): SchedulerLike => ({
  now: () => seconds * 1000,
  schedule: asyncScheduler.schedule.bind(asyncScheduler),
});

const completions = (fetch: Fetch, scheduler?: SchedulerLike) =>
  openai({ adminKey: 'sk-admin-CANARY', fetch, scheduler }).usage.completions;
const startsOf = (buckets: readonly { readonly start_time: Date }[]) =>
  buckets.map(({ start_time }) => (start_time.getTime() / 1000 - START) / DAY);
const everyDay = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('openai usage in slices', () => {
  const range = { start_time: START, end_time: START + 100 * DAY };

  for (const concurrency of [1, 4]) {
    it(`every bucket once and in order, ${String(concurrency)} at a time`, async () => {
      const server = wire(rangeServer(days(100), LIMITS));
      const buckets = await all(completions(server.fetch).list(range, { pageSize: 10, concurrency }));
      expect(startsOf(buckets)).to.deep.equal(everyDay(100));
      expect(server.log).to.have.length(10);
      expect(server.most()).to.equal(concurrency);
      expect(sent(server, 'page')).to.deep.equal(everyDay(10).map(() => null));
    });
  }

  it('an open range ends now, and its last slice goes out without an end', async () => {
    const server = wire(rangeServer(days(65), LIMITS));
    const clock = standing(START + 64.5 * DAY);
    const buckets = await all(completions(server.fetch, clock).list({ start_time: START }));
    expect(startsOf(buckets)).to.deep.equal(everyDay(65));
    expect(sent(server, 'start_time')).to.deep.equal([0, 31, 62].map((day) => String(START + day * DAY)));
    const ends = [31, 62].map((day) => String(START + day * DAY));
    expect(sent(server, 'end_time')).to.deep.equal([...ends, null]);
  });

  it('what a slice holds beyond a page is walked by tokens before the next slice', async () => {
    const halves = days(4).flatMap(({ start_time: start, end_time: end, ...day }) => {
      const noon = Number(start) + DAY / 2;
      return [
        { ...day, start_time: start, end_time: noon },
        { ...day, start_time: noon, end_time: end },
      ];
    });
    const server = wire(rangeServer(halves, LIMITS));
    const range = { start_time: START, end_time: START + 4 * DAY };
    const buckets = await all(completions(server.fetch).list(range, { pageSize: 2 }));
    expect(startsOf(buckets)).to.deep.equal(everyDay(8).map((half) => half / 2));
    expect(sent(server, 'page')).to.deep.equal([null, 'page_+/2+/==', null, 'page_+/2+/==']);
  });

  it('a token of the caller goes out with the whole range, uncut', async () => {
    const server = wire(rangeServer(days(100), LIMITS));
    const buckets = await all(
      completions(server.fetch).list({ ...range, page: 'page_+/40+/==' }, { concurrency: 4 }),
    );
    expect(startsOf(buckets)).to.deep.equal(everyDay(100).slice(40));
    expect(sent(server, 'page')).to.deep.equal(['page_+/40+/==', 'page_+/71+/==']);
    expect(new Set(sent(server, 'end_time'))).to.deep.equal(new Set([String(range.end_time)]));
  });

  it('goes on from a page’s token in another process, and slices the rest the same', async () => {
    const server = wire(rangeServer(days(65), LIMITS));
    const clock = standing(START + 64.5 * DAY);
    const [first] = await all(
      completions(server.fetch, clock).list({ start_time: START }, { maxPages: 1 }).pages(),
    );
    const resume = O.toUndefined(first?.resume ?? O.none);
    const later = standing(START + 64.9 * DAY);
    const rest = await all(completions(server.fetch, later).list({ start_time: START }, { resume }));
    expect(startsOf(rest)).to.deep.equal(everyDay(65).slice(31));
  });

  it('goes on where a clock is behind the one of the walk before, and loses nothing', async () => {
    const server = wire(rangeServer(days(65), LIMITS));
    const list = (day: number) => completions(server.fetch, standing(START + day * DAY)).list;
    const pages = await all(list(64.5)({ start_time: START }, { pageSize: 10 }).pages());
    for (const { index, resume } of pages.slice(0, -1)) {
      const rest = await all(list(3)({ start_time: START }, { pageSize: 10, resume: O.toUndefined(resume) }));
      expect(startsOf(rest), String(index)).to.deep.equal(everyDay(65).slice((index + 1) * 10));
    }
  });

  it('a token of one way of paging is refused by the other, before anything is sent', async () => {
    const server = wire(rangeServer(days(65), LIMITS));
    const { list } = completions(server.fetch);
    const [first] = await all(list(range, { maxPages: 1 }).pages());
    const resume = O.toUndefined(first?.resume ?? O.none);
    const { error } = await broken(list({ ...range, page: 'page_+/40+/==' }, { resume }));
    expect(error).to.be.instanceOf(ConfigError);
    expect(server.log).to.have.length(1);
  });

  describe('a range that begins inside a bucket', () => {
    const OFF = 45_240;
    const start = START + OFF;
    /** Buckets counted from the start, the last of a reply as long as all others. */
    const fromStart = (count: number) =>
      copies('openai/usage.completions.json', 'data', count, (index) => ({
        start_time: start + index * DAY,
        end_time: start + (index + 1) * DAY,
      }));
    const end = start + 65 * DAY;
    const edges = (buckets: readonly { readonly start_time: Date; readonly end_time: Date }[]) =>
      buckets.map(({ start_time: from, end_time: to }) => [from.getTime() / 1000, to.getTime() / 1000]);
    const servers = {
      'stand at multiples of their width': days(66),
      'are counted from the start': fromStart(65),
    };
    for (const [what, buckets] of Object.entries(servers)) {
      const whole = buckets.map(({ start_time: from, end_time: to }) => [from, to]);
      for (const concurrency of [1, 4]) {
        for (const pageSize of [1, 7, 31]) {
          it(`buckets that ${what}: each once, ${String(pageSize)} a page, ${String(concurrency)} at a time`, async () => {
            const server = wire(rangeServer(buckets, LIMITS));
            const { list } = completions(server.fetch);
            const came = await all(list({ start_time: start, end_time: end }, { pageSize, concurrency }));
            expect(edges(came)).to.deep.equal(whole);
            expect(server.log).to.have.length(Math.ceil(whole.length / pageSize));
          });
        }
      }

      it(`buckets that ${what}: goes on from any page`, async () => {
        const server = wire(rangeServer(buckets, LIMITS));
        const { list } = completions(server.fetch);
        const asked = { start_time: start, end_time: end };
        for (const { index, resume } of (await all(list(asked, { pageSize: 10 }).pages())).slice(0, -1)) {
          const rest = await all(list(asked, { pageSize: 10, resume: O.toUndefined(resume) }));
          expect(edges(rest), String(index)).to.deep.equal(whole.slice((index + 1) * 10));
        }
      });
    }

    it('is cut into slices as soon as a reply shows that it can be', async () => {
      const server = wire(rangeServer(days(66), LIMITS));
      const asked = { start_time: start, end_time: end };
      await all(completions(server.fetch).list(asked, { concurrency: 4 }));
      expect(sent(server, 'start_time')).to.deep.equal([
        String(start),
        ...[31, 62].map((day) => String(START + day * DAY)),
      ]);
      expect(server.most()).to.equal(2);
      expect(sent(server, 'page')).to.deep.equal([null, null, null]);
    });
  });

  it('costs grouped by API key: the refusal of an old range names what the vendor says', async () => {
    const message = 'group_by api_key_id is not available before 1764979200';
    const refusing: Serve = () =>
      openAiError(400, { message, type: 'invalid_request_error', param: 'group_by', code: null });
    const server = wire(refusing);
    const client = openai({ adminKey: 'sk-admin-CANARY', fetch: server.fetch });
    const { error } = await broken(client.costs.list({ start_time: START, group_by: ['api_key_id'] }));
    expect(error).to.be.an('error').with.property('message').that.includes(message);
    expect(server.log).to.have.length(1);
  });

  it('usageRows keeps the time of the bucket of every kind of usage', async () => {
    for (const name of Object.keys(openai({ adminKey: 'sk-admin-CANARY' }).usage)) {
      const buckets = copies(`openai/usage.${name}.json`, 'data', 2, (index) => ({
        start_time: START + index * DAY,
        end_time: START + (index + 1) * DAY,
      }));
      const server = wire(rangeServer(buckets, LIMITS));
      const { usage } = openai({ adminKey: 'sk-admin-CANARY', fetch: server.fetch });
      const { list } = usage[name as 'completions'];
      const rows = await all(list({ start_time: START, end_time: START + 2 * DAY }).pipe(usageRows()));
      expect(startsOf(rows), name).to.deep.equal([0, 1]);
      expect(
        rows.map(({ project_id }) => project_id),
        name,
      ).to.deep.equal([null, null]);
    }
  });
});
