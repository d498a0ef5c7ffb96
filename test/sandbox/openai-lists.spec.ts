import { expect } from 'chai';
import {
  betaOf,
  fill,
  get,
  homesOf,
  isAdmin,
  keyOf,
  limitParam,
  LIST_CASES,
  messageOf,
  walkList,
  type ListCase,
} from './openai-support.js';
import { ask, boxFor, itemsOf, type Answer } from './support.js';

const MEMBERS: Readonly<Record<ListCase['protocol'], readonly string[]>> = {
  LAST_ID: ['object', 'data', 'first_id', 'last_id', 'has_more'],
  ITEM_ID: ['object', 'data', 'has_more'],
  NEXT: ['object', 'data', 'has_more', 'next'],
  NONE: ['object', 'data'],
  CONTENT: ['object', 'data', 'has_more', 'next_page'],
};

describe('sandbox: all lists of OpenAI', () => {
  const box = boxFor();

  it('counts what it lists', () => {
    const counts = box().control.counts().openai;
    for (const { id } of LIST_CASES) expect(box().control.items('openai', id), id).to.have.length(counts[id]);
  });

  for (const list of LIST_CASES) {
    const { id, path, protocol, limits, order, all = '' } = list;

    describe(`GET ${path}`, () => {
      const paged = protocol !== 'NONE' && protocol !== 'CONTENT';
      // Small sandboxes have six projects only, so that walks over all of them stay short.
      const size = id === 'projects' ? 2 : 10;
      /** The path of the home with the most items. */
      let largest = '';
      const pages: Answer[] = [];

      it('gives every item exactly once', async () => {
        const found: string[] = [];
        let most = 0;
        for (const home of await homesOf(box(), list)) {
          const start = `${fill(path, home)}?${all}`;
          const walk = await walkList(box(), list, `${start}${limitParam(list)}`);
          if (id === 'auditLogs')
            walk.items.push(
              ...(await walkList(box(), list, `${start}tenant_only=true${limitParam(list)}`)).items,
            );
          found.push(...walk.items.map((item) => JSON.stringify(item)));
          expect(new Set(walk.items.map((item) => keyOf(list, item))).size).to.equal(walk.items.length);
          if (walk.items.length > most) [most, largest] = [walk.items.length, start];
        }
        const held = box().control.items('openai', id);
        expect(found.sort()).to.deep.equal(held.map((item) => JSON.stringify(item)).sort());
        expect(most).to.be.greaterThan(paged ? 2 * size : 0);
      });

      it(`has the envelope of ${protocol} on every page`, async () => {
        const walk = await walkList(box(), list, `${largest}${paged ? `&limit=${String(size)}` : ''}`);
        pages.push(...walk.pages);
        for (const { body } of walk.pages) expect(body).to.have.all.keys(MEMBERS[protocol]);
        if (paged) expect(walk.pages.length).to.be.greaterThan(2);
        expect(walk.pages.map(({ body }) => body['has_more'] ?? false).lastIndexOf(true)).to.equal(
          walk.pages.length - 2,
        );
      });

      if (protocol === 'NEXT') {
        it('gives tokens that are no ids and hold for this walk only', async () => {
          const token = String(pages[0]?.body['next']);
          const ids = pages.slice(0, 1).flatMap((page) => itemsOf(page).map((item) => keyOf(list, item)));
          expect(ids).not.to.include(token);
          expect(pages.at(-1)?.body['next']).to.equal(null);
          const last = ids.at(-1) ?? '';
          for (const query of [`after=${last}`, `after=${encodeURIComponent(token)}&order=asc&x=1`])
            expect((await get(box(), `${largest}&${query}`)).status, query).to.equal(400);
        });
      }

      if (protocol === 'LAST_ID') {
        it('tells the ids at both ends, and null for both on an empty page', async () => {
          for (const page of pages) {
            const ids = itemsOf(page).map((item) => item['id']);
            expect([page.body['first_id'], page.body['last_id']]).to.deep.equal([ids[0], ids.at(-1)]);
          }
          const last = String(pages.at(-1)?.body['last_id']);
          const none = await get(box(), `${largest}&after=${last}`);
          expect(none.body).to.deep.equal({
            object: 'list',
            data: [],
            first_id: null,
            last_id: null,
            has_more: false,
          });
        });
      }

      if (paged) {
        const [standard, least, greatest] = limits;

        it(`takes page sizes from ${String(least)} to ${String(greatest)}, by itself ${String(standard)}`, async () => {
          const plain = await get(box(), largest);
          const whole = itemsOf(await get(box(), `${largest}&limit=${String(greatest)}`));
          expect(itemsOf(plain)).to.deep.equal(whole.slice(0, standard));
          expect(itemsOf(await get(box(), `${largest}&limit=${String(least)}`))).to.have.length(least);
          for (const limit of [least - 1, greatest + 1, 'x', '1.5']) {
            const refused = await get(box(), `${largest}&limit=${String(limit)}`);
            expect(refused.status, String(limit)).to.equal(400);
            expect(messageOf(refused)).to.have.all.keys('message', 'type', 'param', 'code');
            expect(messageOf(refused)).to.include({ type: 'invalid_request_error', param: 'limit' });
          }
          expect((await get(box(), `${largest}&after=nobody`)).status).to.equal(400);
        });

        it(
          order === undefined ? 'takes no order' : `is in order ${order} unless asked otherwise`,
          async () => {
            const words = id.endsWith('permissions') ? 'ending' : '';
            const sorted = async (word: string) =>
              itemsOf(await get(box(), `${largest}&limit=100&order=${word}`)).map((item) =>
                keyOf(list, item),
              );
            const plain = itemsOf(await get(box(), `${largest}&limit=100`)).map((item) => keyOf(list, item));
            if (order === undefined) {
              expect(await sorted('asc')).to.deep.equal(plain);
              expect(await sorted('desc')).to.deep.equal(plain);
              return;
            }
            const [ascending, descending] = [await sorted(`asc${words}`), await sorted(`desc${words}`)];
            expect(order === 'asc' ? ascending : descending).to.deep.equal(plain);
            expect(ascending).to.deep.equal([...descending].reverse());
            expect((await get(box(), `${largest}&order=sideways`)).status).to.equal(400);
          },
        );
      }

      if (list.before === true) {
        it('walks backwards with before and first_id', async () => {
          const whole = itemsOf(await get(box(), `${largest}&limit=100`)).map((item) => keyOf(list, item));
          const found: string[] = [];
          let before = String(whole.at(-1));
          for (let more = true; more;) {
            const { body } = await get(box(), `${largest}&limit=7&before=${before}`);
            const ids = (body['data'] as { id: string }[]).map((item) => item.id);
            found.unshift(...ids);
            before = String(body['first_id']);
            more = body['has_more'] === true;
          }
          expect(found).to.deep.equal(whole.slice(0, -1));
          expect((await get(box(), `${largest}&before=nobody`)).status).to.equal(400);
        });
      } else if (paged && protocol !== 'NEXT') {
        it('takes no before', async () => {
          expect((await get(box(), `${largest}&before=nobody`)).status).to.equal(200);
        });
      }

      it('wants its own key, its beta header and a parent that exists', async () => {
        const { openai } = box();
        const beta = betaOf(path);
        const with_ = (key: string, header = beta) =>
          ask(`${openai.baseUrl}${largest}`, {
            authorization: `Bearer ${key}`,
            ...(header === undefined ? {} : { 'openai-beta': header }),
          });
        const [own, other] = isAdmin(path)
          ? [openai.adminKey, openai.apiKey]
          : [openai.apiKey, openai.adminKey];
        expect((await with_(own)).status).to.equal(200);
        const refusal = path.startsWith('/fine_tuning/') ? 403 : 404;
        expect((await with_(other)).status).to.equal(isAdmin(path) ? refusal : 401);
        expect((await with_('sk-wrong')).status).to.equal(401);
        expect((await with_(own, 'other=v9')).status).to.equal(beta === undefined ? 200 : 400);
        if (!path.includes('{}')) return;
        expect((await get(box(), path.replaceAll('{}', 'nobody'))).status).to.equal(404);
      });
    });
  }
});
