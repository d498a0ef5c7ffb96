import { expect } from 'chai';

import { copyOf, hasProtoKey } from '../../src/codec/object.js';

describe('codec/object', () => {
  it('copyOf leaves out an own key `__proto__` and keeps the prototype', () => {
    const source = JSON.parse('{"a":1,"__proto__":{"admin":true}}') as Record<string, unknown>;
    const copy = copyOf(source);
    expect(hasProtoKey(source)).to.equal(true);
    expect(hasProtoKey(copy)).to.equal(false);
    expect(Object.getPrototypeOf(copy)).to.equal(Object.prototype);
    expect(copy).to.deep.equal({ a: 1 });
    copy.a = 2;
    expect(source.a).to.equal(1);
  });
});
