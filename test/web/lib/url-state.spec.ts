import { expect } from 'chai';
import { keyViewOf, KEY_VIEWS, whereOf } from '../../../web/src/app/lib/key-views.js';
import { actionOf, HELP } from '../../../web/src/app/lib/shortcuts.js';
import {
  keysWhere,
  lookOf,
  searchOf,
  spendWhere,
  START,
  type Look,
} from '../../../web/src/app/lib/url-state.js';

describe('what is looked at, in the address', () => {
  const looks: readonly Partial<Look>[] = [
    {},
    { tab: 'keys', view: 'owner-gone', sort: 'expiresAt' },
    { window: '7d', by: 'model', measure: 'tokens', text: 'a & b=<c>' },
    { where: { key: 'acme/key/k&1', project: 'acme/project/p' } },
    { order: 'seen', currency: 'EUR' },
    { range: { from: 1_700_000_000, to: 1_700_003_600 } },
  ];
  for (const part of looks)
    it(`goes there and back: ${JSON.stringify(part)}`, () => {
      const look = { ...START, ...part };
      expect(lookOf(searchOf(look))).to.deep.equal(look);
    });

  it('is empty at its default', () => {
    expect(searchOf(START)).to.equal('');
  });

  for (const search of [
    '?tab=admin&window=9y&by=salary&measure=karma',
    '?sort=<script>&view=../../etc&range=9-1',
    '?key=&project=&q=',
    '?order=--x&currency=euro',
    '?%E0%A4%A&=&&?',
    '?sort=-cost%00&window=24H',
    '?__proto__=x&constructor=y',
  ])
    it(`what makes no sense is at its default: ${search}`, () => {
      expect(lookOf(search)).to.deep.equal(START);
    });

  it('a text of any length is cut', () => {
    expect(lookOf(`?q=${'x'.repeat(5_000)}`).text).to.have.length(200);
  });

  it('narrows spend by uids, and keys by ids of the provider', () => {
    const look = {
      ...START,
      where: { principal: 'acme/user/a/b', provider: 'acme', key: 'acme/key/k', model: 'm' },
    };
    expect(spendWhere(look)).to.equal(look.where);
    expect(spendWhere(START)).to.equal(undefined);
    expect(keysWhere(look)).to.deep.equal({ owner: 'a/b', provider: 'acme', id: 'acme/key/k' });
  });

  it('a view of the keys that there is not is all of them', () => {
    expect(keyViewOf('nothing').id).to.equal('all');
    expect(new Set(KEY_VIEWS.map(({ id }) => id)).size).to.equal(KEY_VIEWS.length);
  });

  it('keys that are new this week were created today or on one of the six days before', () => {
    const now = Date.parse('2026-03-02T00:30:00Z');
    expect(whereOf(keyViewOf('new'), now)).to.deep.equal({
      createdOn: [
        ...['2026-03-02', '2026-03-01', '2026-02-28', '2026-02-27'],
        ...['2026-02-26', '2026-02-25', '2026-02-24'],
      ],
    });
    expect(whereOf(keyViewOf('idle'), now)).to.deep.equal({ findings: 'key.idle' });
    expect(whereOf(keyViewOf('all'), now)).to.deep.equal({});
  });
});

describe('which key does what', () => {
  it('g waits for a second key, and any other ends the wait', () => {
    expect(actionOf('g', undefined)).to.deep.equal({ prefix: 'g' });
    expect(actionOf('u', 'g')).to.deep.equal({ action: { do: 'by', by: 'principal' } });
    expect(actionOf('x', 'g')).to.deep.equal({});
    expect(actionOf('k', undefined)).to.deep.equal({ action: { do: 'keys' } });
  });

  it('digits are windows; what is no key of ours does nothing', () => {
    expect(actionOf('5', undefined)).to.deep.equal({ action: { do: 'window', window: 'month' } });
    for (const key of ['0', '6', '9', 'F5', 'Enter', 'constructor', '__proto__', ''])
      expect(actionOf(key, undefined), key).to.deep.equal({});
  });

  it('the help lists every key that does something', () => {
    const listed = HELP.map(([keys]) => keys).join(' ');
    for (const key of 'tskferd?/'.split('')) expect(listed.split(/[ ,]+/)).to.include(key);
    expect(listed).to.include('space').and.include('1 … 5').and.include('Esc');
  });
});
