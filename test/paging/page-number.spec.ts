import { expect } from 'chai';
import { either as E } from 'fp-ts';
import { ConfigError } from '../../src/http/errors.js';
import { pageNumber } from '../../src/paging/index.js';
import { aheadOf, firstOf, replyOf, testNext, totalOf } from '../support/paging.js';

const results = [{ id: 'a' }, { id: 'b' }];

describe('pageNumber', () => {
  describe('ended by an empty page', () => {
    testNext(pageNumber(), [
      ['counts on', { body: { results } }, { page: '2' }, { page: '1' }],
      [
        'keeps the other parameters',
        { body: { results } },
        { page: '8', limit: '2' },
        { page: '7', limit: '2' },
      ],
      ['an empty page ends', { body: { results: [] } }, 'end', { page: '2' }],
      [
        'a count that says the end has come does not end',
        { body: { results, total: 2 } },
        { page: '2' },
        { page: '1' },
      ],
    ]);
  });

  describe('ended by a link', () => {
    testNext(pageNumber({ nextLink: 'next', noLink: ['', 'null'] }), [
      [
        'reads the number',
        { body: { results, next: 'https://api.acme.test/things?page=2' } },
        { page: '2' },
        { page: '1' },
      ],
      [
        'reads nothing but the number of another host over http',
        { body: { results, next: 'http://10.0.0.7:8080/x?limit=9&page=2#f' } },
        { page: '2', limit: '2' },
        { page: '1', limit: '2' },
      ],
      ['reads a link without host', { body: { results, next: '?page=2' } }, { page: '2' }],
      ['an empty page with a link goes on', { body: { results: [], next: '?page=2' } }, { page: '2' }],
      ['null ends', { body: { results, next: null } }, 'end'],
      ['absent ends', { body: { results } }, 'end'],
      ['the text "null" ends', { body: { results, next: 'null' } }, 'end'],
      ['a link without a number', { body: { results, next: '/things' } }, 'paging-missing-cursor'],
      ['a link with a word for a number', { body: { results, next: '?page=two' } }, 'paging-missing-cursor'],
      ['a link with a negative number', { body: { results, next: '?page=-1' } }, 'paging-missing-cursor'],
    ]);

    it('"null" is a link that names no page, where nothing is said about it', () => {
      const paging = pageNumber({ nextLink: 'next' });
      const next = paging.next(replyOf(paging, { body: { results, next: 'null' } }), {
        query: { page: '1' },
      });
      expect(E.isLeft(next) && next.left.code).to.equal('paging-missing-cursor');
    });
  });

  describe('ended by a flag', () => {
    testNext(pageNumber({ hasMore: 'more', base: 0, step: 10 }), [
      ['counts on in steps', { body: { results, more: true } }, { page: '30' }, { page: '20' }],
      ['false ends', { body: { results, more: false } }, 'end', { page: '20' }],
      ['an empty page goes on', { body: { results: [], more: true } }, { page: '10' }, { page: '0' }],
      ['without a number in the request, the base counts', { body: { results, more: true } }, { page: '10' }],
    ]);
  });

  describe('any stop sign wins', () => {
    testNext(pageNumber({ hasMore: 'more', nextLink: 'next', emptyEnds: true }), [
      ['the flag', { body: { results, more: false, next: '?page=2' } }, 'end'],
      ['the link', { body: { results, more: true, next: null } }, 'end'],
      ['the empty page', { body: { results: [], more: true, next: '?page=2' } }, 'end'],
      ['none of them', { body: { results, more: true, next: '?page=2' } }, { page: '2' }],
    ]);
  });

  describe('with a last page', () => {
    const paging = pageNumber({ last: 100, pastLast: 'Walk otherwise.' });
    testNext(paging, [
      ['goes up to it', { body: { results } }, { page: '100' }, { page: '99' }],
      ['a list that goes on behind it', { body: { results } }, 'paging-past-limit', { page: '100' }],
      ['a list that ends on it', { body: { results: [] } }, 'end', { page: '100' }],
    ]);

    it('says what to do instead', () => {
      const next = paging.next(replyOf(paging, { body: { results } }), { query: { page: '100' } });
      expect(E.isLeft(next) && next.left).to.include({ advice: 'Walk otherwise.' });
      expect(E.isLeft(next) && next.left.message).to.contain('page 100');
    });
  });

  describe('ahead', () => {
    const counted = pageNumber({ nextLink: 'next', total: 'count' });
    const pages = (...numbers: number[]) => numbers.map((page) => ({ page: String(page) }));

    it('goes as far as the count says', () => {
      expect(aheadOf(counted, { body: { results, count: 9 } }, { page: '1' })).to.deep.equal(pages(3, 4, 5));
      expect(aheadOf(counted, { body: { results, count: 2 } }, { page: '2' }, 2)).to.deep.equal(pages(4, 5));
    });

    it('a count below where the walk already is binds nothing', () => {
      expect(aheadOf(counted, { body: { results, count: 0 } }, { page: '3' }, 3)).to.deep.equal(
        pages(5, 6, 7),
      );
      expect(aheadOf(counted, { body: { results, count: 'many' } }, { page: '3' }, 2)).to.deep.equal(
        pages(5, 6),
      );
    });

    it('never goes past the last page', () => {
      const paging = pageNumber({ last: 4, total: 'count' });
      expect(aheadOf(paging, { body: { results, count: 1000 } }, { page: '1' })).to.deep.equal(pages(3, 4));
    });

    it('prefers a count of pages, and without one does not guess', () => {
      const paging = pageNumber({ nextLink: 'next', total: 'count', pages: 'pages' });
      expect(aheadOf(paging, { body: { results, count: 1000, pages: 4 } }, { page: '1' })).to.deep.equal(
        pages(3, 4),
      );
      expect(aheadOf(paging, { body: { results } }, { page: '1' })).to.deep.equal([]);
    });

    it('keeps base, step and the other parameters', () => {
      const paging = pageNumber({ base: 0, step: 10, total: 'count' });
      const found = aheadOf(paging, { body: { results, count: 8 } }, { page: '0', limit: '2' });
      expect(found).to.deep.equal([
        { page: '20', limit: '2' },
        { page: '30', limit: '2' },
      ]);
    });
  });

  describe('a count', () => {
    const paging = pageNumber({ total: 'count' });
    const counts: readonly (readonly [unknown, number | undefined])[] = [
      [7, 7],
      [0, 0],
      ['7', 7],
      [-1, undefined],
      [1.5, undefined],
      ['seven', undefined],
      [null, undefined],
      [Infinity, undefined],
      [2n ** 60n, undefined],
      [[7], undefined],
    ];
    for (const [count, total] of counts) {
      it(`of ${String(count)} (${typeof count}) announces ${String(total)}`, () => {
        expect(totalOf(paging, { body: { count } })).to.equal(total);
      });
    }
  });

  it('starts at the base, or where the caller says', () => {
    expect(firstOf(pageNumber(), {}, 50)).to.deep.equal({ page: '1', limit: '50' });
    expect(firstOf(pageNumber({ base: 0 }))).to.deep.equal({ page: '0' });
    expect(firstOf(pageNumber(), { page: 7 })).to.deep.equal({ page: '7' });
    expect(firstOf(pageNumber(), { page: 0 })).to.deep.equal({ page: '0' });
  });

  it('refuses a walk that nothing could end when it is built', () => {
    expect(() => pageNumber({ emptyEnds: false })).to.throw(ConfigError, 'nothing could end this walk');
    expect(() => pageNumber({ emptyEnds: false, hasMore: 'more' })).not.to.throw();
    expect(() => pageNumber({ emptyEnds: false, nextLink: 'next' })).not.to.throw();
  });

  it('refuses a step that leads nowhere', () => {
    for (const step of [0, -1, 0.5, NaN, Infinity]) {
      expect(() => pageNumber({ step }), String(step)).to.throw(ConfigError, 'step');
    }
  });
});
