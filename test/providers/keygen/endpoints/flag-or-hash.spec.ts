import { expect } from 'chai';
import { either as E } from 'fp-ts';
import { flagOrHash } from '../../../../src/providers/keygen/endpoints/flag-or-hash.js';

const param = flagOrHash('Doc.');

describe('keygen/endpoints/flag-or-hash', () => {
  for (const [text, value, pairs] of [
    [['true'], true, [['expired', 'true']]],
    [['false'], false, [['expired', 'false']]],
    [['within=30d'], { within: '30d' }, [['expired[within]', '30d']]],
    [
      ['after=1', 'before=2'],
      { after: '1', before: '2' },
      [
        ['expired[after]', '1'],
        ['expired[before]', '2'],
      ],
    ],
  ] as const) {
    it(`${text.join(' ')} on a command line is ${JSON.stringify(value)}, and goes out as it should`, () => {
      expect(param.parse(text)).to.deep.equal(value);
      expect(param.check(value)).to.deep.equal(E.right(value));
      expect(param.encode('expired', value)).to.deep.equal(pairs);
    });
  }

  for (const value of ['30d', 7, null, ['within']]) {
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(E.isLeft(param.check(value))).to.equal(true);
    });
  }
});
