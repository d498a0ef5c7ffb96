import { expect } from 'chai';
import { offset } from '../../src/paging/index.js';
import { aheadOf, firstOf, testNext, totalOf } from '../support/paging.js';

const data = [1, 2, 3];

describe('offset', () => {
  describe('ended by an empty page', () => {
    testNext(offset(), [
      ['goes on by the rows that came', { body: { data } }, { offset: '13' }, { offset: '10' }],
      [
        'a short page is no end',
        { body: { data: [1] } },
        { offset: '11', limit: '3' },
        { offset: '10', limit: '3' },
      ],
      ['an empty page ends', { body: { data: [] } }, 'end', { offset: '10' }],
      ['without a row in the request, the base counts', { body: { data } }, { offset: '3' }],
      ['a total that says the end has come does not end', { body: { data, total: 3 } }, { offset: '3' }],
    ]);
  });

  describe('ended by a short page', () => {
    testNext(offset({ shortEnds: true }), [
      ['a full page goes on', { body: { data } }, { offset: '3', limit: '3' }, { offset: '0', limit: '3' }],
      ['a short page ends', { body: { data } }, 'end', { offset: '0', limit: '4' }],
      [
        'without a size in the request only an empty page ends',
        { body: { data } },
        { offset: '3' },
        { offset: '0' },
      ],
    ]);
  });

  describe('ended by a flag', () => {
    testNext(offset({ hasMore: 'more', base: 1, param: 'start' }), [
      ['true goes on', { body: { data, more: true } }, { start: '4' }, { start: '1' }],
      ['false ends', { body: { data, more: false } }, 'end', { start: '1' }],
      ['true on an empty page', { body: { data: [], more: true } }, 'paging-missing-cursor'],
    ]);
  });

  it('goes ahead as far as the total says', () => {
    const paging = offset({ total: 'total' });
    const rows = (...given: number[]) => given.map((row) => ({ offset: String(row) }));
    expect(aheadOf(paging, { body: { data, total: 10 } }, { offset: '0' })).to.deep.equal(rows(6, 9));
    expect(aheadOf(paging, { body: { data, total: 6 } }, { offset: '0' })).to.deep.equal([]);
    expect(aheadOf(paging, { body: { data } }, { offset: '0' })).to.deep.equal([]);
    expect(aheadOf(paging, { body: { data: [], total: 10 } }, { offset: '0' })).to.deep.equal([]);
    expect(
      aheadOf(offset({ total: 'total', base: 1 }), { body: { data, total: 7 } }, { offset: '1' }),
    ).to.deep.equal(rows(7));
  });

  it('starts at the base, or where the caller says; tells the total', () => {
    expect(firstOf(offset(), {}, 50)).to.deep.equal({ offset: '0', limit: '50' });
    expect(firstOf(offset(), { offset: 20 })).to.deep.equal({ offset: '20' });
    expect(totalOf(offset({ total: { header: 'x-total' } }), { headers: { 'x-total': '12' } })).to.equal(12);
  });
});
