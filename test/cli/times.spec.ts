import { expect } from 'chai';
import { entryFor } from '../../src/cli/catalog.js';
import { UsageError } from '../../src/cli/exit.js';
import { fixedTimes, paramsFrom } from '../../src/cli/params.js';
import { timeFrom } from '../../src/cli/times.js';

const NOW = new Date('2026-01-15T12:34:56.789Z');

describe('a time on the command line', () => {
  const good: readonly (readonly [text: string, iso: string])[] = [
    ['now', '2026-01-15T12:34:56.789Z'],
    ['today', '2026-01-15T00:00:00.000Z'],
    ['yesterday', '2026-01-14T00:00:00.000Z'],
    ['Yesterday', '2026-01-14T00:00:00.000Z'],
    [' now ', '2026-01-15T12:34:56.789Z'],
    ['0s', '2026-01-15T12:34:56.789Z'],
    ['90s', '2026-01-15T12:33:26.789Z'],
    ['30m', '2026-01-15T12:04:56.789Z'],
    ['24h', '2026-01-14T12:34:56.789Z'],
    ['24H', '2026-01-14T12:34:56.789Z'],
    ['7d', '2026-01-08T12:34:56.789Z'],
    ['2w', '2026-01-01T12:34:56.789Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31 12:00:00', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00+02:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T12:00:00+0200', '2026-01-31T10:00:00.000Z'],
    ['1767225600', '2026-01-01T00:00:00.000Z'],
    ['0', '1970-01-01T00:00:00.000Z'],
    ['253402300799', '9999-12-31T23:59:59.000Z'],
  ];
  for (const [text, iso] of good) it(text, () => expect(timeFrom(text, NOW)?.toISOString()).to.equal(iso));

  const bad = [
    ...['', 'tomorrow', 'last week', '2026', '24hours', '1M', '1y', 'h', '-1', '1.5h', '-24h', '1e9', 'NaN'],
    ...['2026-13-01', '2026-02-30', '31.01.2026', '1767225600000', '999999999w', '__proto__', 'constructor'],
  ];
  for (const text of bad)
    it(`refuses ${JSON.stringify(text)}`, () => expect(timeFrom(text, NOW)).to.equal(undefined));

  const WORDS =
    'takes a time: 24h (that long ago; also 30m, 7d, 2w), now, today or yesterday (midnight UTC), a date such as ' +
    '2026-01-31, a time such as 2026-01-31T12:00:00Z, or Unix seconds. Got';

  const params: readonly (readonly [id: string, pair: string, value: unknown])[] = [
    ['openai.costs', 'start_time=yesterday', { start_time: new Date('2026-01-14T00:00:00Z') }],
    ['openai.costs', 'start_time=1767225600', { start_time: new Date('2026-01-01T00:00:00Z') }],
    [
      'openai.auditLogs',
      'effective_at=gte=24h',
      { effective_at: { gte: new Date('2026-01-14T12:34:56.789Z') } },
    ],
    ['keygen.eventLogs', 'date=start=yesterday', { date: { start: new Date('2026-01-14T00:00:00Z') } }],
  ];
  for (const [id, pair, value] of params)
    it(`${id} ${pair}`, () => expect(paramsFrom(entryFor(id).params, [pair], NOW)).to.deep.equal(value));

  const wrong: readonly (readonly [id: string, pair: string, message: string])[] = [
    ['openai.costs', 'start_time=soon', `start_time ${WORDS} soon`],
    ['openai.costs', 'start_time=', `start_time ${WORDS} `],
    ['openai.auditLogs', 'effective_at=gte=soon', `effective_at=gte ${WORDS} soon`],
    ['keygen.eventLogs', 'date=end=2026-02-30', `date=end ${WORDS} 2026-02-30`],
    [
      'openai.costs',
      'start_tim=now',
      'there is no parameter start_tim. Did you mean start_time? Known parameters: ',
    ],
  ];
  for (const [id, pair, message] of wrong)
    it(`${id} ${pair}`, () =>
      expect(() => paramsFrom(entryFor(id).params, [pair], NOW)).to.throw(UsageError, message));
});

describe('fixedTimes', () => {
  const cases: readonly (readonly [id: string, pairs: readonly string[], fixed: readonly string[]])[] = [
    ['openai.costs', ['start_time=24h', 'group_by=project_id'], ['start_time=2026-01-14T12:34:56.789Z']],
    ['openai.costs', ['start_time=2026-01-01', 'end_time=now'], ['end_time=2026-01-15T12:34:56.789Z']],
    ['openai.costs', ['group_by=now', 'nothing=now', '__proto__=now', 'start_time'], []],
    [
      'keygen.eventLogs',
      ['date=start=yesterday', 'date=end=2026-01-15'],
      ['date=start=2026-01-14T00:00:00.000Z'],
    ],
  ];
  for (const [id, pairs, fixed] of cases)
    it(pairs.join(' '), () => expect(fixedTimes(entryFor(id).params, pairs, NOW)).to.deep.equal(fixed));
});
