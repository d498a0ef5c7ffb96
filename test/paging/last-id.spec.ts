import { expect } from 'chai';
import { either as E } from 'fp-ts';
import { lastId } from '../../src/paging/index.js';
import { firstOf, replyOf, testNext, totalOf } from '../support/paging.js';

const data = [{ id: 'a' }, { id: 'b' }];

describe('lastId', () => {
  const paging = lastId();

  testNext(paging, [
    ['follows the cursor', { body: { data, last_id: 'b', has_more: true } }, { after: 'b' }],
    [
      'keeps the other parameters',
      { body: { data, last_id: 'b', has_more: true } },
      { limit: '2', after: 'b' },
      { limit: '2', after: 'a' },
    ],
    [
      'follows the cursor of an empty page',
      { body: { data: [], last_id: 'b', has_more: true } },
      { after: 'b' },
    ],
    ["'' is a cursor", { body: { data, last_id: '', has_more: true } }, { after: '' }],
    ['0 is a cursor', { body: { data, last_id: 0, has_more: true } }, { after: '0' }],
    [
      'an id beyond 2^53 is a cursor',
      { body: { data, last_id: 2n ** 60n, has_more: true } },
      { after: '1152921504606846976' },
    ],
    [
      '"null" is a cursor like any other',
      { body: { data, last_id: 'null', has_more: true } },
      { after: 'null' },
    ],
    [
      'has_more false ends, whatever the cursor says',
      { body: { data, last_id: 'b', has_more: false } },
      'end',
    ],
    [
      'more, and the cursor is null',
      { body: { data, last_id: null, has_more: true } },
      'paging-missing-cursor',
    ],
    ['more, and no cursor', { body: { data, has_more: true } }, 'paging-missing-cursor'],
    [
      'more, and the cursor is an object',
      { body: { data, last_id: { id: 'b' }, has_more: true } },
      'paging-missing-cursor',
    ],
    ['no flag: the cursor decides', { body: { data, last_id: 'b' } }, { after: 'b' }],
    ['no flag and no cursor', { body: { data } }, 'end'],
    ['a flag that is no flag says nothing', { body: { data, last_id: 'b', has_more: 0 } }, { after: 'b' }],
    ['a flag that is null says nothing', { body: { data, last_id: null, has_more: null } }, 'end'],
    [
      'inherited members are no members',
      { body: Object.create({ data, last_id: 'b', has_more: true }) as object },
      'end',
    ],
  ]);

  it('says what is missing, where it looked, and what to do', () => {
    const next = paging.next(replyOf(paging, { body: { data, has_more: true } }), { query: {} });
    expect(E.isLeft(next) && next.left.message).to.contain('has_more');
    expect(E.isLeft(next) && next.left.advice).to.contain('Report it to the vendor');
  });

  describe('with the id of the last item', () => {
    testNext(lastId({ cursor: { lastItem: 'meta.id' } }), [
      ['a text', { body: { data: [{}, { meta: { id: 'b' } }], has_more: true } }, { after: 'b' }],
      ['a number', { body: { data: [{ meta: { id: 0 } }], has_more: true } }, { after: '0' }],
      [
        'a number beyond 2^53',
        { body: { data: [{ meta: { id: 2n ** 60n } }], has_more: true } },
        { after: '1152921504606846976' },
      ],
      ['an item without', { body: { data: [{ id: 'b' }], has_more: true } }, 'paging-missing-cursor'],
      ['an empty page that announces more', { body: { data: [], has_more: true } }, 'paging-missing-cursor'],
      ['an empty page', { body: { data: [] } }, 'end'],
    ]);
  });

  it('starts with nothing but the size, or where the caller says', () => {
    expect(firstOf(paging)).to.deep.equal({});
    expect(firstOf(paging, {}, 50)).to.deep.equal({ limit: '50' });
    expect(firstOf(paging, { after: 'k', color: 'red' }, 50)).to.deep.equal({ after: 'k', limit: '50' });
    expect(firstOf(paging, { after: '' })).to.deep.equal({ after: '' });
    expect(firstOf(paging, { after: undefined })).to.deep.equal({});
  });

  describe('in both directions', () => {
    const both = lastId({ before: { param: 'before', cursor: 'first_id' } });
    const body = { data, first_id: 'a', last_id: 'b', has_more: true };

    testNext(both, [
      ['forwards from the start', { body }, { limit: '2', after: 'b' }, { limit: '2' }],
      ['forwards from an after', { body }, { after: 'b' }, { after: '0' }],
      ['backwards from a before', { body }, { limit: '2', before: 'a' }, { limit: '2', before: 'c' }],
      ["backwards, '' is a cursor", { body: { ...body, first_id: '' } }, { before: '' }, { before: 'c' }],
      [
        'an after beside it stays as it is',
        { body },
        { after: '0', before: 'a' },
        { after: '0', before: 'c' },
      ],
      ['backwards, has_more false ends', { body: { ...body, has_more: false } }, 'end', { before: 'c' }],
      [
        'backwards, more, and only the forward cursor',
        { body: { data, last_id: 'b', has_more: true } },
        'paging-missing-cursor',
        { before: 'c' },
      ],
    ]);

    it('starts in the direction that the caller says', () => {
      expect(both.params).to.deep.equal(['after', 'before']);
      expect(firstOf(both, {}, 2)).to.deep.equal({ limit: '2' });
      expect(firstOf(both, { after: 'k' }, 2)).to.deep.equal({ limit: '2', after: 'k' });
      expect(firstOf(both, { before: 'k' }, 2)).to.deep.equal({ limit: '2', before: 'k' });
      expect(firstOf(both, { after: 'i', before: 'k' })).to.deep.equal({ after: 'i', before: 'k' });
    });

    it('sends the cursor that starts a list forwards only', () => {
      const started = lastId({ firstCursor: '0', before: { param: 'before', cursor: 'first_id' } });
      expect(firstOf(started)).to.deep.equal({ after: '0' });
      expect(firstOf(started, { before: 'k' })).to.deep.equal({ before: 'k' });
    });

    it('a list that goes forwards only knows no before', () => {
      expect(paging.params).to.deep.equal(['after']);
    });
  });

  it('tells a total only where it is told where one stands', () => {
    expect(totalOf(paging, { body: { total: 7 } })).to.equal(undefined);
    expect(totalOf(lastId({ total: 'total' }), { body: { total: 7 } })).to.equal(7);
  });
});
