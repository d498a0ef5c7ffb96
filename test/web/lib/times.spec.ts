import { expect } from 'chai';
import * as times from '../../../web/src/app/lib/times.js';

describe('how times are written', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    [times.span(59_400), '59 s'],
    [times.span(3_599_000), '59 min'],
    [times.span(47 * 3_600_000), '47 h'],
    [times.span(49 * 3_600_000), '2 d'],
    [times.ago(undefined, 0), '–'],
    [times.ago('1970-01-01T00:00:00.000Z', 4_000), 'now'],
    [times.ago('1970-01-01T00:00:00.000Z', 60_000), '1 min ago'],
    [times.countdown('1970-01-01T00:04:10.000Z', 0), '4:10'],
    [times.countdown('1970-01-01T00:00:00.000Z', 1), ''],
    [times.countdown(undefined, 0), ''],
    [times.clockTime('2026-01-15T20:03:12.999Z', 'utc'), '20:03:12'],
    [times.day('2026-01-15T20:03:12.000Z', 'utc'), '2026-01-15'],
    [times.dayTime('2026-01-15T20:03:12.000Z', 'utc'), '2026-01-15 20:03'],
    [times.stepTime(Date.parse('2026-01-15T02:00:00.000Z') / 1000, 60_000, '60m', 'utc'), '02:00'],
    [times.stepTime(Date.parse('2026-01-15T02:00:00.000Z') / 1000, 3_600_000, '24h', 'utc'), '01-15 02:00'],
    [times.stepTime(Date.parse('2026-01-15T00:00:00.000Z') / 1000, 86_400_000, '7d', 'local'), '2026-01-15'],
    [times.axisTime(Date.parse('2026-01-15T00:00:00.000Z') / 1000, 3_600, 'utc'), '01-15'],
    [times.axisTime(Date.parse('2026-01-15T02:00:00.000Z') / 1000, 3_600, 'utc'), '02:00'],
    [times.took({}), '–'],
    [times.took({ readMs: 340, pages: 1 }), '340 ms'],
    [times.took({ readMs: 0, pages: 0 }), '0 ms'],
    [times.took({ readMs: 2_140, pages: 4 }), '2.1 s, 535 ms each'],
    [times.took({ readMs: 90_000, pages: 2 }), '1 min, 45 s each'],
  ];
  for (const [place, [text, expected]] of cases.entries()) {
    it(`${String(place)}: ${expected}`, () => {
      expect(text).to.equal(expected);
    });
  }
});
