import { expect } from 'chai';
import { headerFault } from '../../src/http/header-fault.js';
import { secret } from '../../src/http/secret.js';

describe('headerFault', () => {
  const good: readonly Readonly<Record<string, unknown>>[] = [
    {},
    { 'x-team': '', "x!#$%&'*+.^_`|~-": 'any\tvisible text, umlauts in Latin-1: ü' },
  ];
  for (const headers of good) {
    it(`finds nothing in ${JSON.stringify(headers)}`, () => {
      expect(headerFault(headers)).to.equal(undefined);
    });
  }

  for (const headers of [
    new Headers({ 'x-team': 'canary' }),
    new Map([['x-team', 'canary']]),
    [['x-team', 'canary']],
  ])
    it(`refuses ${headers.constructor.name}, whose entries are no members of it`, () => {
      expect(headerFault(headers as never)).to.equal('they are no object');
    });

  const names = ['', 'x team', 'x:', 'x\n', 'x\r\ny', 'x\0', 'ü', 'x(y)', '"x"'];
  for (const name of names) {
    it(`refuses the name ${JSON.stringify(name)}`, () => {
      expect(headerFault({ 'x-good': '1', [name]: 'canary' }))
        .to.match(/^the name of a header is empty, or contains/)
        .and.not.to.include('canary');
    });
  }

  const values = [
    'canary\n',
    '\rcanary',
    'a\r\nx-admin: canary',
    'canary\0',
    'canary\u007f',
    'canary€',
    'canary\u{1F512}',
  ];
  for (const value of values) {
    it(`refuses the value ${JSON.stringify(value)}, and does not show it`, () => {
      expect(headerFault({ 'x-good': '1', 'x-team': value }))
        .to.match(/^the header x-team contains a line break/)
        .and.not.to.include('canary');
    });
  }

  it('looks into a Secret, and does not show it', () => {
    expect(headerFault({ 'x-team': secret('any text') })).to.equal(undefined);
    expect(headerFault({ 'x-team': secret('canary\n') }))
      .to.match(/^the header x-team contains/)
      .and.not.to.include('canary');
    expect(headerFault({ 'x-team': secret(1) })).to.equal('the header x-team is not a text');
  });

  for (const value of [undefined, null, 1, ['a'], {}]) {
    it(`refuses ${JSON.stringify(value)}, which is not a text`, () => {
      expect(headerFault({ 'x-team': value })).to.equal('the header x-team is not a text');
    });
  }
});
