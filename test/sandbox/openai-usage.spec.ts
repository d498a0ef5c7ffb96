import { expect } from 'chai';
import type { Sandbox } from '../../src/sandbox/index.js';
import { FILTERS, get, USAGE_CASES } from './openai-support.js';
import { boxFor, idsOf, itemsOf, withParam, type Json } from './support.js';

const DAY = 86_400;

interface Bucket {
  readonly start_time: number;
  readonly end_time: number;
  readonly results: readonly Json[];
}

/** All buckets of a range, page by page. */
async function bucketsOf(box: Sandbox, path: string): Promise<{ buckets: Bucket[]; pages: number }> {
  const buckets: Bucket[] = [];
  let pages = 0;
  for (let next: string | undefined = path; next !== undefined;) {
    const answer = await get(box, next);
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.body).to.have.all.keys('object', 'data', 'has_more', 'next_page');
    buckets.push(...(itemsOf(answer) as unknown as Bucket[]));
    pages += 1;
    const page = answer.body['next_page'];
    next = answer.body['has_more'] === true ? withParam(path, 'page', String(page)) : undefined;
  }
  return { buckets, pages };
}

const rowsOf = (buckets: readonly Bucket[]): readonly Json[] => buckets.flatMap(({ results }) => results);

describe('sandbox: all usage of OpenAI', () => {
  const box = boxFor();
  const now = (): number => Math.floor(box().control.now().getTime() / 1000);
  const range = (): string => `start_time=${String(now() - 20 * DAY)}&end_time=${String(now())}`;

  for (const [name, object, groupBy] of USAGE_CASES) {
    describe(`GET /organization/usage/${name}`, () => {
      const path = `/organization/usage/${name}`;
      const get_ = (query: string) => get(box(), `${path}?${query}`);
      const all = (query: string) => bucketsOf(box(), `${path}?${query}`);
      const measures = (row: Json): string[] =>
        Object.keys(row).filter((key) => key !== 'object' && !(groupBy as string[]).includes(key));
      const sum = (rows: readonly Json[], field: string): number =>
        rows.reduce((total, row) => total + Number(row[field]), 0);

      it('tells rows of its own kind in buckets that follow one another, page by page', async () => {
        const { buckets, pages } = await all(range());
        expect(pages).to.equal(3);
        expect(rowsOf(buckets).length).to.be.greaterThan(0);
        for (const [at, { start_time: start, end_time: end }] of buckets.entries()) {
          expect(end - start).to.equal(DAY);
          if (at > 0) expect(start).to.equal(buckets[at - 1]?.end_time);
        }
        for (const row of rowsOf(buckets)) {
          expect(row['object']).to.equal(`organization.usage.${object}.result`);
          for (const key of groupBy) expect(row[key], key).to.equal(null);
          for (const field of measures(row)) expect(Number.isSafeInteger(row[field]), field).to.equal(true);
        }
      });

      it('groups by each of its keys and by all at once, without losing anything', async () => {
        const whole = rowsOf((await all(range())).buckets);
        for (const keys of [...groupBy.map((key) => [key]), groupBy]) {
          const query = keys.map((key) => `&group_by[]=${key}`).join('');
          const rows = rowsOf((await all(`${range()}${query}`)).buckets);
          expect(rows.length).to.be.at.least(whole.length);
          for (const key of keys) expect(rows.every((row) => row[key] !== null)).to.equal(true);
          for (const field of measures(whole[0] ?? {}))
            expect(sum(rows, field), field).to.equal(sum(whole, field));
        }
        expect((await get_(`${range()}&group_by[]=line_item`)).status).to.equal(400);
      });

      it('filters by each of its keys, and ignores the filters of others', async () => {
        for (const [key, param] of Object.entries(FILTERS)) {
          const by = groupBy.includes(key);
          const rows = rowsOf((await all(`${range()}${by ? `&group_by[]=${key}` : ''}`)).buckets);
          const value = by ? String(rows[0]?.[key]) : 'nothing';
          const found = rowsOf(
            (await all(`${range()}&${param}[]=${value}${by ? `&group_by[]=${key}` : ''}`)).buckets,
          );
          expect(found, param).to.deep.equal(by ? rows.filter((row) => row[key] === value) : rows);
        }
      });

      it('names keys, projects, users and stores that exist', async () => {
        for (const [key, list] of [
          ['project_id', 'projects'],
          ['api_key_id', 'projects.apiKeys'],
          ['vector_store_id', 'vectorStores'],
        ] as const) {
          if (!groupBy.includes(key)) continue;
          const known = idsOf(box().control.items('openai', list));
          const { buckets } = await all(`${range()}&group_by[]=${key}`);
          expect(known).to.include.members(rowsOf(buckets).map((row) => row[key]) as string[]);
        }
      });

      it('has its own limits for each width, and empty buckets before there was anything', async () => {
        for (const [width, standard, most] of [
          ['1d', 7, 31],
          ['1h', 24, 168],
          ['1m', 60, 1440],
        ] as const) {
          const start = `start_time=${String(now() - 40 * DAY)}&bucket_width=${width}`;
          expect(itemsOf(await get_(start))).to.have.length(standard);
          expect(itemsOf(await get_(`${start}&limit=${String(most)}`))).to.have.length(most);
          expect((await get_(`${start}&limit=${String(most + 1)}`)).status).to.equal(400);
        }
        const old = itemsOf(await get_('start_time=946684800&end_time=946857600'));
        expect(old.map(({ results }) => results)).to.deep.equal([[], []]);
        for (const query of ['limit=3', `${range()}&bucket_width=1w`, `${range()}&page=page_x`])
          expect((await get_(query)).status, query).to.equal(400);
      });

      if (name === 'vector_stores') {
        it('tells what lies in the stores that are listed, and a level, no flow', async () => {
          const stores = box().control.items('openai', 'vectorStores');
          const home = String(
            box()
              .control.items('openai', 'projects')
              .find(({ status }) => status === 'active')?.['id'],
          );
          const last = rowsOf((await all(`start_time=${String(now())}&project_ids=${home}`)).buckets);
          expect(last.map((row) => row['usage_bytes'])).to.deep.equal([
            stores.reduce((total, store) => total + Number(store['usage_bytes']), 0),
          ]);
          const hours = rowsOf((await all(`start_time=${String(now() - 7200)}&bucket_width=1h`)).buckets);
          expect(Number(hours[0]?.['usage_bytes'])).to.be.at.most(Number(hours.at(-1)?.['usage_bytes']));
        });
        return;
      }

      it('adds up: hours to their day', async () => {
        const start = Math.floor(now() / DAY) * DAY - DAY;
        const day = `start_time=${String(start)}&end_time=${String(start + DAY)}`;
        const whole = rowsOf((await all(day)).buckets);
        const hours = rowsOf((await all(`${day}&bucket_width=1h&limit=24`)).buckets);
        for (const field of measures(whole[0] ?? {}))
          expect(sum(hours, field), field).to.equal(sum(whole, field));
      });
    });
  }
});
