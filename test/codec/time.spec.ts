import { inspect } from 'node:util';

import { expect } from 'chai';
import fc from 'fast-check';

import { isoTime, isoTimeMs, unixSeconds } from '../../src/codec/index.js';
import { wireOf } from '../support/arbitrary.js';
import { decoded, refuses } from '../support/codec-laws.js';

describe('codec/time', () => {
  describe('unixSeconds', () => {
    it('is a Date here and whole seconds on the wire', () => {
      expect(decoded(unixSeconds, 1711471533).toISOString()).to.equal('2024-03-26T16:45:33.000Z');
      expect(unixSeconds.encode(new Date('2024-03-26T16:45:33.000Z'))).to.equal(1711471533);
      expect(decoded(unixSeconds, 0).getTime()).to.equal(0);
      expect(decoded(unixSeconds, -1).getTime()).to.equal(-1000);
    });

    it('writes a Date between two seconds as the earlier one, before 1970 too', () => {
      expect(unixSeconds.encode(new Date(1999))).to.equal(1);
      expect(unixSeconds.encode(new Date(-1))).to.equal(-1);
    });

    it('reaches as far as a Date does', () => {
      expect(decoded(unixSeconds, 8.64e12).getTime()).to.equal(8.64e15);
      expect(refuses(unixSeconds, 8.64e12 + 1)).to.equal(true);
      expect(refuses(unixSeconds, -8.64e12 - 1)).to.equal(true);
    });

    for (const wrong of [
      1.5,
      Number.NaN,
      Infinity,
      2 ** 53,
      10n,
      '1711471533',
      null,
      undefined,
      {},
      new Date(0),
    ]) {
      it(`refuses ${inspect(wrong)}`, () => {
        expect(refuses(unixSeconds, wrong)).to.equal(true);
      });
    }

    it('guards against invalid dates', () => {
      expect(unixSeconds.is(new Date(Number.NaN))).to.equal(false);
      expect(unixSeconds.is(0)).to.equal(false);
      expect(unixSeconds.is(new Date(0))).to.equal(true);
    });

    it('encode after decode = identity', () => {
      fc.assert(
        fc.property(wireOf(unixSeconds), (wire) => {
          expect(unixSeconds.encode(decoded(unixSeconds, wire))).to.equal(wire === 0 ? 0 : wire);
        }),
      );
    });
  });

  const spellings: readonly (readonly [string, string])[] = [
    ['2024-06-07 17:35:34.452434+00:00', '2024-06-07T17:35:34.452Z'],
    ['2024-06-07T17:35:34.491504Z', '2024-06-07T17:35:34.491Z'],
    ['2025-12-29T10:30:00Z', '2025-12-29T10:30:00.000Z'],
    ['2025-12-29T10:30:02.5Z', '2025-12-29T10:30:02.500Z'],
    ['2025-12-29T10:30:02.05Z', '2025-12-29T10:30:02.050Z'],
    ['2025-12-29T10:30:02.999999999Z', '2025-12-29T10:30:02.999Z'],
    ['2025-12-29T10:30:00', '2025-12-29T10:30:00.000Z'],
    ['2024-03-09 00:00:00', '2024-03-09T00:00:00.000Z'],
    ['2025-12-29T10:30:00+05:45', '2025-12-29T04:45:00.000Z'],
    ['2025-12-29T20:30:00-08:00', '2025-12-30T04:30:00.000Z'],
    ['2017-01-02T19:48:50.077Z', '2017-01-02T19:48:50.077Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00.000Z'],
    ['0099-12-31T23:59:59Z', '0099-12-31T23:59:59.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
  ];

  const refused: readonly unknown[] = [
    '',
    'now',
    '2024-06-07',
    '2024-06-07T17:35Z',
    '2024-06-07T17:35:34.Z',
    '2024-06-07T17:35:34.1234567890Z',
    '2024-06-07T17:35:34+0000',
    '2024-06-07T17:35:34 UTC',
    ' 2024-06-07T17:35:34Z',
    '2024-06-07T17:35:34Z\n',
    '24-06-07T17:35:34Z',
    '+002024-06-07T17:35:34Z',
    '2024-00-07T17:35:34Z',
    '2024-13-07T17:35:34Z',
    '2024-06-00T17:35:34Z',
    '2024-06-31T17:35:34Z',
    '2024-01-32T17:35:34Z',
    '2023-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2024-06-07T24:00:00Z',
    '2024-06-07T17:60:00Z',
    '2024-06-07T17:35:60Z',
    '2024-06-07T17:35:34+24:00',
    '2024-06-07T17:35:34+00:60',
    '0000-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    1717781734,
    null,
    undefined,
    new Date(0),
  ];

  for (const codec of [isoTime, isoTimeMs]) {
    describe(codec.name, () => {
      for (const [text, instant] of spellings) {
        it(`reads ${text}`, () => {
          expect(decoded(codec, text).toISOString()).to.equal(instant);
        });
      }

      for (const wrong of refused) {
        it(`refuses ${inspect(wrong)}`, () => {
          expect(refuses(codec, wrong)).to.equal(true);
        });
      }

      it('decode, encode, decode = decode, in every spelling', () => {
        fc.assert(
          fc.property(wireOf(codec, { canonical: false }), (wire) => {
            const once = decoded(codec, wire);
            expect(decoded(codec, codec.encode(once)).getTime()).to.equal(once.getTime());
          }),
        );
      });

      it('reads its own writing, and writes it again', () => {
        fc.assert(
          fc.property(wireOf(codec), (wire) => {
            expect(codec.encode(decoded(codec, wire))).to.equal(wire);
          }),
        );
      });

      it('guards against dates that it could not write', () => {
        expect(codec.is(new Date(Number.NaN))).to.equal(false);
        expect(codec.is(new Date(8.64e15))).to.equal(false);
        expect(codec.is(new Date(0))).to.equal(true);
        expect(codec.is('1970-01-01T00:00:00Z')).to.equal(false);
      });
    });
  }

  it('isoTime writes milliseconds only where there are any', () => {
    expect(isoTime.encode(new Date(0))).to.equal('1970-01-01T00:00:00Z');
    expect(isoTime.encode(new Date(50))).to.equal('1970-01-01T00:00:00.050Z');
  });

  it('isoTimeMs writes milliseconds always', () => {
    expect(isoTimeMs.encode(new Date(0))).to.equal('1970-01-01T00:00:00.000Z');
    expect(isoTimeMs.encode(new Date(50))).to.equal('1970-01-01T00:00:00.050Z');
  });

  it('timestamps without a zone are UTC, whatever the zone of the machine', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'America/Los_Angeles';
    try {
      expect(new Date(0).getHours(), 'the zone took effect').to.not.equal(0);
      expect(decoded(isoTime, '2025-07-01T00:00:00').toISOString()).to.equal('2025-07-01T00:00:00.000Z');
    } finally {
      if (zone === undefined) {
        delete process.env.TZ;
      } else {
        process.env.TZ = zone;
      }
    }
  });
});
