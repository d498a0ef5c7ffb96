import { expect } from 'chai';
import { nextToken } from '../../src/paging/index.js';
import { firstOf, testNext } from '../support/paging.js';

describe('nextToken', () => {
  testNext(nextToken(), [
    ['follows the token', { body: { data: [], next_page: 't2', has_more: true } }, { page: 't2' }],
    ['ends with the flag', { body: { data: [], next_page: 't2', has_more: false } }, 'end'],
    ['ends with null', { body: { data: [], next_page: null } }, 'end'],
    [
      'more without a token',
      { body: { data: [], next_page: null, has_more: true } },
      'paging-missing-cursor',
    ],
    ["'' is a token", { body: { data: [], next_page: '', has_more: true } }, { page: '' }],
  ]);

  describe('with places of its own', () => {
    testNext(nextToken({ param: 'after', cursor: 'next', noCursor: ['', 'null'] }), [
      ['follows the token', { body: { next: 'g2', has_more: true } }, { after: 'g2' }],
      ['a text that stands for none ends', { body: { next: 'null' } }, 'end'],
      ['an empty text that stands for none ends', { body: { next: '' } }, 'end'],
      [
        'a text that stands for none, and more',
        { body: { next: '', has_more: true } },
        'paging-missing-cursor',
      ],
    ]);
  });

  describe('with cursor and flag in headers', () => {
    testNext(nextToken({ cursor: { header: 'x-next' }, hasMore: { header: 'x-more' } }), [
      ['follows the header', { headers: { 'x-next': 't2', 'x-more': 'true' } }, { page: 't2' }],
      ['ends with the header', { headers: { 'x-next': 't2', 'x-more': 'false' } }, 'end'],
      ['ends without the header', {}, 'end'],
      ['more without the header', { headers: { 'x-more': 'true' } }, 'paging-missing-cursor'],
    ]);
  });

  it('asks for the first page by a cursor, where the server wants one', () => {
    const paging = nextToken({ firstCursor: '*' });
    expect(firstOf(paging)).to.deep.equal({ page: '*' });
    expect(firstOf(paging, { page: 't5' })).to.deep.equal({ page: 't5' });
  });
});
