import { expect } from 'chai';
import { afterBefore } from '../../src/paging/index.js';
import { firstOf, testNext, totalOf } from '../support/paging.js';

const page = (meta: object) => ({ body: { result: [{ id: 'a' }], meta } });

describe('afterBefore', () => {
  const paging = afterBefore();

  describe('forwards', () => {
    testNext(paging, [
      ['follows after', page({ after: 'c2', before: 'c0', has_more: true }), { after: 'c2' }],
      [
        'goes on forwards',
        page({ after: 'c3', before: 'c0', has_more: true }),
        { after: 'c3' },
        { after: 'c2' },
      ],
      ['the flag ends', page({ after: 'c2', has_more: false }), 'end'],
      ['more without a cursor', page({ after: null, before: 'c0', has_more: true }), 'paging-missing-cursor'],
    ]);
  });

  describe('backwards', () => {
    testNext(paging, [
      [
        'follows before',
        page({ after: 'c2', before: 'c0', has_more: true }),
        { before: 'c0' },
        { before: 'c1' },
      ],
      [
        'also from an empty start',
        page({ after: 'c2', before: 'c0', has_more: true }),
        { before: 'c0' },
        { before: '' },
      ],
      ['the flag ends', page({ after: 'c2', before: 'c0', has_more: false }), 'end', { before: 'c1' }],
      [
        'more without a cursor',
        page({ after: 'c2', has_more: true }),
        'paging-missing-cursor',
        { before: 'c1' },
      ],
    ]);
  });

  it('starts in the direction of the caller', () => {
    expect(firstOf(paging, {}, 50)).to.deep.equal({ limit: '50' });
    expect(firstOf(paging, { after: 'x' })).to.deep.equal({ after: 'x' });
    expect(firstOf(paging, { before: 'x' }, 50)).to.deep.equal({ before: 'x', limit: '50' });
    expect(firstOf(paging, { before: undefined })).to.deep.equal({});
  });

  it('tells the total', () => {
    expect(totalOf(paging, page({ total: 5 }))).to.equal(5);
  });
});
