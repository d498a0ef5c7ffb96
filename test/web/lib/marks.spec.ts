import { expect } from 'chai';
import type { ChangeEvent } from '../../../src/monitor/index.js';
import { marksOf, marksText } from '../../../web/src/app/lib/marks.js';

const event = (kind: ChangeEvent['kind'], more: Partial<ChangeEvent> = {}): ChangeEvent => ({
  position: kind,
  at: '2026-11-28T12:00:00.000Z',
  kind,
  text: `${kind}.`,
  ...more,
});

const NOON = Date.parse('2026-11-28T12:00:00.000Z') / 1000;

describe('what happened, on a chart', () => {
  const cases: readonly (readonly [what: ChangeEvent['kind'], fields: readonly string[], marked: boolean])[] =
    [
      ['created', [], true],
      ['removed', [], true],
      ['limit', [], true],
      ['finding', ['source.auth'], true],
      ['finding', ['key.idle'], false],
      ['updated', ['name'], false],
      ['restated', [], false],
      ['gap', [], false],
    ];
  for (const [kind, fields, marked] of cases)
    it(`${kind} ${fields.join()} is ${marked ? '' : 'not '}marked`, () => {
      expect(marksOf([event(kind, { fields })], [])).to.have.length(marked ? 1 : 0);
    });

  it('drift and what else is known are marked too, in the order of time; a time that is none is left out', () => {
    const drift = {
      source: 'acme',
      feed: 'keys',
      path: 'owner.name',
      change: 'retyped',
      severity: 'breaking',
      firstSeen: '2026-11-28T11:00:00.000Z',
      count: 1,
    } as const;
    const marks = marksOf(
      [event('created'), event('removed', { at: 'garbage' })],
      [drift],
      [{ at: NOON - 60, text: 'acme asks to wait (429).' }],
    );
    expect(marks).to.deep.equal([
      { at: NOON - 3_600, text: 'Drift in acme keys: owner.name.' },
      { at: NOON - 60, text: 'acme asks to wait (429).' },
      { at: NOON, text: 'created.' },
    ]);
  });

  it('of one step two are in words, the others are counted; the next step begins where it ends', () => {
    const marks = [0, 1, 2, 10].map((at) => ({ at, text: `Event ${String(at)}.` }));
    expect(marksText(marks, 0, 10)).to.equal('Event 0. Event 1. And 1 more.');
    expect(marksText(marks, 10, 20)).to.equal('Event 10.');
    expect(marksText(marks, 20, 30)).to.equal('');
  });
});
