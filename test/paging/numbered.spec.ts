import { expect } from 'chai';
import { numbered } from '../../src/paging/index.js';
import { aheadOf, firstOf, testNext, totalOf } from '../support/paging.js';

const page = (next: string | null, meta?: object) => ({
  body: { data: [{ id: 'a' }], links: { next, meta } },
});

describe('numbered', () => {
  const paging = numbered({ last: 100 });

  testNext(paging, [
    [
      'reads the number out of the link',
      page('/v1/things?page%5Bnumber%5D=2'),
      { 'page[number]': '2' },
      { 'page[number]': '1' },
    ],
    ['ends with the link', page(null), 'end'],
    [
      'a link to page 101',
      page('/v1/things?page[number]=101'),
      'paging-past-limit',
      { 'page[number]': '100' },
    ],
    [
      'a count that lies does not end',
      page('/v1/things?page[number]=2', { count: 1, pages: 1 }),
      { 'page[number]': '2' },
    ],
  ]);

  it('goes ahead as far as the announced pages', () => {
    const found = aheadOf(paging, page('/x?page[number]=2', { pages: 4, count: 999 }), {
      'page[number]': '1',
    });
    expect(found).to.deep.equal([{ 'page[number]': '3' }, { 'page[number]': '4' }]);
  });

  it('has its own name, start and count', () => {
    expect(paging.family).to.equal('numbered');
    expect(firstOf(paging, { 'page[number]': 3 })).to.deep.equal({ 'page[number]': '3' });
    expect(totalOf(paging, page(null, { count: 12 }))).to.equal(12);
  });
});
