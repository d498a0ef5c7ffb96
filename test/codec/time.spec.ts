import { inspect } from 'node:util';

import { expect } from 'chai';
import fc from 'fast-check';

import { isoTime, isoTimeMs, unixSeconds } from '../../src/codec/index.js';
import { wireOf } from '../support/arbitrary.js';
import { decoded, refuses } from '../support/codec-laws.js';
import { spelledTime } from '../support/iso-spelling.js';

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
    // Zones.
    ['2024-06-07T17:35:34+0000', '2024-06-07T17:35:34.000Z'],
    ['2024-06-07T17:35:34+00', '2024-06-07T17:35:34.000Z'],
    ['2024-06-07 17:35:34.452434+00', '2024-06-07T17:35:34.452Z'],
    ['2024-06-07T17:35:34-00:00', '2024-06-07T17:35:34.000Z'],
    ['2024-06-07T17:35:34-0330', '2024-06-07T21:05:34.000Z'],
    ['2024-06-07T17:35:34\u221203:30', '2024-06-07T21:05:34.000Z'],
    ['2024-06-07t17:35:34z', '2024-06-07T17:35:34.000Z'],
    // Without seconds, without minutes, to the end of the day.
    ['2024-06-07T17:35Z', '2024-06-07T17:35:00.000Z'],
    ['2024-06-07 17:35', '2024-06-07T17:35:00.000Z'],
    ['2024-06-07T17+02', '2024-06-07T15:00:00.000Z'],
    ['2024-06-07T24:00:00Z', '2024-06-08T00:00:00.000Z'],
    ['2024-06-07T24:00:00.000-01:00', '2024-06-08T01:00:00.000Z'],
    ['2024-06-07T24Z', '2024-06-08T00:00:00.000Z'],
    // A leap second counts as the second after it.
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2016-12-31T15:59:60.25-08:00', '2017-01-01T00:00:00.250Z'],
    // Fractions: of any length, of what is there, with a comma.
    ['2024-06-07T17:35:34,5Z', '2024-06-07T17:35:34.500Z'],
    ['2024-06-07T17:35:34.1234567890123456789Z', '2024-06-07T17:35:34.123Z'],
    [`2024-06-07T17:35:34.${'9'.repeat(100_000)}Z`, '2024-06-07T17:35:34.999Z'],
    ['2024-06-07T17:35.5Z', '2024-06-07T17:35:30.000Z'],
    ['2024-06-07T17,1Z', '2024-06-07T17:06:00.000Z'],
    // Days alone, and what a month or a week starts with.
    ['2024-06-07', '2024-06-07T00:00:00.000Z'],
    ['2024-06', '2024-06-01T00:00:00.000Z'],
    ['2024-159', '2024-06-07T00:00:00.000Z'],
    ['2024-366', '2024-12-31T00:00:00.000Z'],
    ['2024-W23-5', '2024-06-07T00:00:00.000Z'],
    ['2024-W23', '2024-06-03T00:00:00.000Z'],
    ['2020-W53-7', '2021-01-03T00:00:00.000Z'],
    ['2025-W01-1', '2024-12-30T00:00:00.000Z'],
    // Without marks between the parts.
    ['20240607', '2024-06-07T00:00:00.000Z'],
    ['20240607T173534Z', '2024-06-07T17:35:34.000Z'],
    ['20240607T173534.5+0200', '2024-06-07T15:35:34.500Z'],
    ['20240607T1735', '2024-06-07T17:35:00.000Z'],
    ['2024159T173534Z', '2024-06-07T17:35:34.000Z'],
    ['2024W235T17Z', '2024-06-07T17:00:00.000Z'],
  ];

  const refused: readonly unknown[] = [
    '',
    'now',
    '2024-06-07T17:35:34.Z',
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
    '2024-06-07T24:00:01Z',
    '2024-06-07T24:01:00Z',
    '2024-06-07T24:00:00.001Z',
    '2024-06-07T25:00:00Z',
    '2024-06-07T17:60:00Z',
    '2024-06-07T17:35:60Z',
    '2024-06-07T17:35:34+24:00',
    '2024-06-07T17:35:34+00:60',
    '0000-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    // No day of any calendar.
    '2023-366',
    '2024-367',
    '2024-000',
    '2021-W53-1',
    '2024-W00-1',
    '2024-W23-8',
    '2024-W23-0',
    '2024-00',
    '2024-13',
    '20230229',
    '2023-02-30',
    // A leap second in the middle of a month, of a day or of an hour.
    '2016-12-30T23:59:60Z',
    '2016-12-31T22:59:60Z',
    '2016-12-31T23:58:60Z',
    '2016-12-31T23:59:60+01:00',
    '2016-12-31T23:59:61Z',
    // What can be a number, and what has more than one reading.
    '2024',
    '2024159',
    '202406',
    '240607',
    '1717781734',
    '1717781734.5',
    '1717781734000',
    '06/07/2024',
    '07.06.2024',
    '2024/06/07',
    '2024-6-7',
    '2024-06-7',
    '24-06-07',
    'Fri, 07 Jun 2024 17:35:34 GMT',
    // Parts that are missing or left over.
    '2024-06T17:35:34Z',
    '2024-W23T17:35:34Z',
    '2024T17:35:34Z',
    'T17:35:34Z',
    '17:35:34',
    '2024-06-07T',
    '2024-06-07TZ',
    '2024-06-07Z',
    '2024-06-07+02:00',
    '2024-06-07T1:35:34Z',
    '2024-06-07T173:534Z',
    '2024-06-07T17:3534Z',
    '2024-06-07T1735:34Z',
    '2024-0607T17:35:34Z',
    '2024-06-07T17:35:34+2',
    '2024-06-07T17:35:34+020',
    '2024-06-07T17:35:34+02:00:00',
    '2024-06-07T17:35:34ZZ',
    '2024-06-07T17:35:34 +02:00',
    '2024-06-07  17:35:34',
    '2024-06-07TT17:35:34',
    '2024-06-07T17:35:34.5.5Z',
    '٢٠٢٤-٠٦-٠٧',
    '-2024-06-07',
    'P1D',
    '2024-06-07/2024-06-08',
    1717781734,
    null,
    undefined,
    new Date(0),
  ];

  for (const codec of [isoTime, isoTimeMs]) {
    describe(codec.name, () => {
      for (const [text, instant] of spellings) {
        it(`reads ${text.slice(0, 60)}`, () => {
          expect(decoded(codec, text).toISOString()).to.equal(instant);
        });
      }

      for (const wrong of refused) {
        it(`refuses ${inspect(wrong)}`, () => {
          expect(refuses(codec, wrong)).to.equal(true);
        });
      }

      it('reads every form of a point in time as that point', () => {
        fc.assert(
          fc.property(spelledTime(), ({ ms, text }) => {
            expect(decoded(codec, text).getTime(), text).to.equal(ms);
          }),
          { numRuns: 500 },
        );
      });

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
