import { expect } from 'chai';
import { isObject, isRecord } from '../../../operators/internal/isObject.js';

describe('operators/internal/isObject', () => {
  for (const [label, value, hasMembers, byName] of [
    ['an object', {}, true, true],
    ['an object without a prototype', Object.create(null), true, true],
    ['an array', [], true, false],
    ['null', null, false, false],
    ['a text', 'x', false, false],
    ['a function', () => undefined, false, false],
    ['undefined', undefined, false, false],
  ] as const) {
    it(`${label} has ${hasMembers ? '' : 'no '}members${byName ? ' by name' : ''}`, () => {
      expect([isObject(value), isRecord(value)]).to.deep.equal([hasMembers, byName]);
    });
  }
});
