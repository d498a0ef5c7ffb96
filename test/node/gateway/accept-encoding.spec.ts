import { expect } from 'chai';
import { encodingFor, type Encoding } from '../../../src/node/gateway/accept-encoding.js';

describe('the encoding that a client accepts', () => {
  const cases: readonly [string | undefined, Encoding | undefined][] = [
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0, gzip;q=0.000', 'identity'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['gzip ; q=0.2 , br ; q=0.3', 'br'],
    ['identity, gzip;q=0.5', 'identity'],
    ['identity;q=0.1, gzip;q=0.5', 'gzip'],
    ['deflate', 'identity'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['br;q=0, *', 'gzip'],
    ['identity;q=0', undefined],
    ['identity;q=0, gzip', 'gzip'],
    ['*;q=0, identity', 'identity'],
    ['gzip;q=nothing', 'gzip'],
    [',,;q=1,', 'identity'],
  ];
  for (const [header, expected] of cases)
    it(`${header ?? 'no header'}: ${expected ?? 'none'}`, () => {
      expect(encodingFor(header)).to.equal(expected);
    });

  it('is one of those on offer', () => {
    expect(encodingFor('br, gzip', ['identity'])).to.equal('identity');
    expect(encodingFor('br, identity;q=0', ['identity'])).to.equal(undefined);
  });
});
