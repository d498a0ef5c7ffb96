import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { inSlices, lastId, nextToken, type Slice } from '../../src/paging/index.js';
import { acmeClient, itemsOf, thingsBy, type Item } from '../support/acme.js';
import type { Answer } from '../support/fake-transport.js';
import { aheadOf, firstOf, nextOf } from '../support/paging.js';
import { outcomeOf } from '../support/walk-case.js';
import { defineEndpoint, integer, text, type ListOptions } from '../../src/walk/index.js';

const cut = (count: number): readonly Slice[] =>
  Array.from({ length: count }, (_none, index) => ({ from: String(index), to: String(index + 1) }));

const sliced = (count: number) =>
  inSlices({ inner: nextToken(), params: ['from', 'to'], size: 'limit', slicesOf: () => cut(count) });

const ENDS = { has_more: false, data: [] };
const GOES_ON = { has_more: true, next_page: 't', data: [] };

describe('inSlices', () => {
  it('is named after what walks a slice', () => {
    expect(sliced(2).family).to.equal('nextToken in slices');
  });

  it('starts with the first slice', () => {
    expect(firstOf(sliced(2), {}, 5)).to.deep.equal({ from: '0', to: '1', limit: '5' });
  });

  it('keeps what the walk of a slice starts with', () => {
    const paging = inSlices({
      inner: lastId(),
      params: ['from'],
      size: 'limit',
      slicesOf: () => [{ from: '0' }, { from: '1' }],
    });
    expect(firstOf(paging, { after: 'x' })).to.deep.equal({ from: '0', after: 'x' });
    expect(nextOf(paging, { body: { data: [], has_more: false } }, { from: '0', after: 'x' })).to.deep.equal({
      from: '1',
    });
  });

  const cases = [
    ['a slice that goes on is walked on', GOES_ON, { from: '0', to: '1' }, { from: '0', to: '1', page: 't' }],
    [
      'behind a slice comes the next one, from its start',
      ENDS,
      { from: '0', to: '1', page: 't' },
      { from: '1', to: '2' },
    ],
    ['the size goes along', ENDS, { from: '0', to: '1', limit: '5' }, { from: '1', to: '2', limit: '5' }],
    ['behind the last slice is the end', ENDS, { from: '2', to: '3' }, 'end'],
    [
      'behind a slice of another range nothing is known',
      ENDS,
      { from: '7', to: '8' },
      'paging-missing-cursor',
    ],
    [
      'a fault of the slice is the fault of the walk',
      { has_more: true, data: [] },
      { from: '0', to: '1' },
      'paging-missing-cursor',
    ],
  ] as const;
  for (const [what, body, query, expected] of cases) {
    it(what, () => {
      expect(nextOf(sliced(3), { body }, query)).to.deep.equal(expected);
    });
  }

  it('says what is behind a slice of another cut, where that is known', () => {
    const paging = inSlices({
      inner: nextToken(),
      params: ['from', 'to'],
      size: 'limit',
      slicesOf: () => cut(2),
      behindOther: ({ to }) => (to === undefined ? undefined : { from: to }),
    });
    const after = (query: Record<string, string>) => nextOf(paging, { body: ENDS }, query);
    expect(after({ from: '7', to: '8', page: 't', limit: '5' })).to.deep.equal({ from: '8', limit: '5' });
    expect(after({ from: '8', limit: '5' })).to.equal('end');
    expect(aheadOf(paging, { body: GOES_ON }, { from: '7', to: '8' })).to.deep.equal([{ from: '8' }]);
  });

  it('looks ahead at the slices behind the next page', () => {
    const at = { from: '0', to: '1' };
    const froms = (body: object): string[] =>
      aheadOf(sliced(5), { body }, at, 2).map(({ from = '' }) => from);
    expect(froms(ENDS)).to.deep.equal(['2', '3']);
    expect(froms(GOES_ON)).to.deep.equal(['1', '2']);
    expect(aheadOf(sliced(2), { body: ENDS }, at)).to.deep.equal([]);
  });

  it('cuts by the size that is asked for, once for each', () => {
    const asked: (number | undefined)[] = [];
    const paging = inSlices({
      inner: nextToken(),
      params: ['from'],
      size: 'limit',
      slicesOf: (size) => {
        asked.push(size);
        return [{ from: '0' }, { from: String(size) }];
      },
    });
    expect(firstOf(paging, {}, 9)).to.deep.equal({ from: '0', limit: '9' });
    expect(nextOf(paging, { body: ENDS }, { from: '0', limit: '9' })).to.deep.equal({
      from: '9',
      limit: '9',
    });
    firstOf(paging);
    expect(asked).to.deep.equal([9, undefined]);
  });
});

/** What each slice holds, page by page. */
const HELD: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '0': [['a', 'b'], ['c']],
  '1': [['d'], ['d', 'e'], ['f']],
  '2': [[]],
  '3': [['g']],
};

const endpoint = defineEndpoint({
  id: 'acme.things',
  path: '/things',
  paging: sliced(4),
  item: thingsBy(lastId()).item,
  params: { from: text('From.'), to: text('To.'), limit: integer('Size.'), color: text('Color.') },
  limits: { param: 'limit', max: 2 },
  key: ['id'],
});

const walk = (options: ListOptions, color = 'red') => {
  const { client, api } = acmeClient(({ query }): Answer => {
    const pages = HELD[query['from'] ?? ''] ?? [];
    const at = Number(query['page'] ?? 0);
    const more = at + 1 < pages.length;
    const json = {
      data: itemsOf(...(pages[at] ?? [])),
      has_more: more,
      next_page: more ? String(at + 1) : null,
    };
    return { json, delayMs: 1 };
  });
  const outcome = outcomeOf();
  client.list(endpoint, { from: '0', to: '4', color }, options).pages().subscribe(outcome.observer);
  api.run();
  return { outcome, api };
};

describe('a list in slices', () => {
  for (const concurrency of [1, 2, 3, 8]) {
    it(`gives all items in the order of the slices, each once, with ${String(concurrency)} in flight`, () => {
      const { outcome, api } = walk({ concurrency });
      expect(outcome.error).to.equal(undefined);
      expect(outcome.ids).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
      expect(outcome.pages.map(({ index }) => index)).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
      expect(outcome.pages.map(({ end }) => O.toUndefined(end)).at(-1)).to.equal('complete');
      // What was asked for ahead is kept while pages of earlier slices come in between.
      expect(api.log).to.have.length(7);
    });
  }

  it('sends the range with each slice only, and the filters with all', () => {
    const { api } = walk({});
    expect(api.log[0]?.query).to.deep.equal({ color: 'red', from: '0', to: '1', limit: '2' });
    expect(api.log.every(({ query }) => query['color'] === 'red')).to.equal(true);
  });

  it('goes on from any page, in the same slices', () => {
    const { outcome } = walk({});
    for (const page of outcome.pages) {
      if (O.isNone(page.resume)) continue;
      const rest = walk({ resume: page.resume.value }).outcome;
      const before = outcome.pages
        .slice(0, page.index + 1)
        .flatMap(({ items }) => items.map(({ id }: Item) => id));
      expect(new Set([...before, ...rest.ids])).to.deep.equal(new Set(outcome.ids));
      expect(rest.pages[0]?.index).to.equal(page.index + 1);
    }
  });

  it('does not go on in another range', () => {
    const [first] = walk({}).outcome.pages;
    const resume = O.toUndefined(first?.resume ?? O.none);
    const { client, api } = acmeClient([]);
    const outcome = outcomeOf();
    client
      .list(endpoint, { from: '1', to: '4', color: 'red' }, resume === undefined ? {} : { resume })
      .pages()
      .subscribe(outcome.observer);
    api.run();
    expect(String(outcome.error)).to.include('other parameters');
  });
});
