import { expect } from 'chai';
import { resetWait, serverWait, waitOfText } from '../../src/pace/waits.js';

const NOW = Date.UTC(2026, 0, 15, 12, 0, 0);

const headers =
  (values: Readonly<Record<string, string>>) =>
  (name: string): string | null =>
    values[name] ?? null;

describe('waitOfText', () => {
  const cases: readonly (readonly [text: string, waitMs: number | undefined])[] = [
    ['0', 0],
    ['7', 7000],
    [' 7 ', 7000],
    ['1.5', 1500],
    ['+3', 3000],
    ['-1', undefined],
    ['999999999', 999_999_999_000],
    [String(NOW / 1000 + 30), 30_000],
    [String(NOW / 1000 + 0.5), 500],
    [String(NOW / 1000 - 30), undefined],
    [String(NOW + 30_250), 30_250],
    [String(NOW - 1), undefined],
    [String(NOW), undefined],
    ['20ms', 20],
    ['1.5s', 1500],
    ['6m0s', 360_000],
    ['1h2m3s', 3_723_000],
    ['1d', 86_400_000],
    ['6m0', undefined],
    ['1h -2m', undefined],
    ['Thu, 15 Jan 2026 12:00:30 GMT', 30_000],
    ['Thu, 15 Jan 2026 11:59:00 GMT', undefined],
    ['Thu, 15 Jan 2026 12:00:00 GMT', undefined],
    ['Thursday, 15-Jan-26 12:00:30 GMT', 30_000],
    ['Thu Jan 15 12:00:30 2026', 30_000],
    ['Thu, 15 Jan 2026 13:00:30 +0100', 30_000],
    ['2026-01-15T12:00:30Z', 30_000],
    ['2026-01-15T12:00:30.250Z', 30_250],
    ['2026-01-15T14:00:30+02:00', 30_000],
    ['2026-01-15T12:00:30', 30_000],
    ['2026-01-15 12:00:30', 30_000],
    ['2026-01-16', 43_200_000],
    ['2020-01-01T00:00:00Z', undefined],
    ['', undefined],
    ['soon', undefined],
    ['soon 5', undefined],
    ['in 30 seconds', undefined],
    ['1/2', undefined],
    ['1e3', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['9'.repeat(400), undefined],
    [`${' '.repeat(100)}7`, undefined],
    [`${'1h'.repeat(50)}x`, undefined],
    ['7, 9', undefined],
    ['Thu, 99 Foo 2026 12:00:30 GMT', undefined],
  ];
  for (const [text, waitMs] of cases) {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    it(`"${shown}" is ${waitMs === undefined ? 'no wait' : `${String(waitMs)} ms`}`, () => {
      expect(waitOfText(text, NOW)).to.equal(waitMs);
    });
  }
});

describe('serverWait', () => {
  const cases: readonly (readonly [Readonly<Record<string, string>>, number | undefined])[] = [
    [{}, undefined],
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': '250', 'retry-after': '2' }, 250],
    [{ 'retry-after-ms': '0.5', 'retry-after': '2' }, 0.5],
    [{ 'retry-after-ms': 'soon', 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': '-5', 'retry-after': '2' }, 2000],
    [{ 'retry-after-ms': '9'.repeat(400), 'retry-after': '2' }, 2000],
    [{ 'retry-after': 'whenever' }, undefined],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Thu, 15 Jan 2026 11:00:00 GMT' }, undefined],
    // Its clock is an hour behind ours, or an hour before: what counts is the difference on its own clock.
    [{ 'retry-after': 'Thu, 15 Jan 2026 11:00:30 GMT', date: 'Thu, 15 Jan 2026 11:00:00 GMT' }, 30_000],
    [{ 'retry-after': 'Thu, 15 Jan 2026 13:00:30 GMT', date: 'Thu, 15 Jan 2026 13:00:00 GMT' }, 30_000],
    [{ 'retry-after': 'Thu, 15 Jan 2026 13:00:00 GMT', date: 'Thu, 15 Jan 2026 13:00:00 GMT' }, undefined],
    [{ 'retry-after': 'Thu, 15 Jan 2026 12:00:30 GMT', date: 'whenever' }, 30_000],
    [{ 'retry-after': '7', date: 'Thu, 15 Jan 2020 13:00:00 GMT' }, 7000],
  ];
  for (const [given, waitMs] of cases) {
    it(`${JSON.stringify(given).slice(0, 60)} is ${String(waitMs)}`, () => {
      expect(serverWait(headers(given), NOW)).to.equal(waitMs);
    });
  }
});

describe('resetWait', () => {
  const cases: readonly (readonly [Readonly<Record<string, string>>, number | undefined])[] = [
    [{}, undefined],
    [{ a: '6m0s' }, 360_000],
    [{ a: '1s', b: '20ms' }, 1000],
    [{ a: 'never', b: '20ms' }, 20],
    [{ c: '5' }, undefined],
    [{ a: String(NOW / 1000 - 5) }, undefined],
    [{ a: String(NOW / 1000 - 5), b: '1s' }, 1000],
  ];
  for (const [given, waitMs] of cases) {
    it(`the longest of ${JSON.stringify(given)} is ${String(waitMs)}`, () => {
      expect(resetWait(headers(given), ['a', 'b'], NOW)).to.equal(waitMs);
    });
  }
});
