import { expect } from 'chai';
import { concat, delay, of, throwError, type Observable, type SchedulerLike } from 'rxjs';
import { defineSource, snapshot, type FeedDraft } from '../../src/monitor/source/index.js';
import { MINUTE, SECOND } from './support/clock.js';
import { credential } from './support/records.js';
import { stage } from './support/watch.js';

const keys = (more: Partial<FeedDraft>): FeedDraft => ({
  ...snapshot(
    { pages: () => [{ items: ['k1'] }] },
    { id: 'keys', every: MINUTE, records: (id) => credential(id) },
  ),
  ...more,
});

describe('a row of a list', () => {
  const cases: readonly (readonly [string, Partial<FeedDraft>])[] = [
    ['which records rest on it', { gives: ['credential', 'limit'] }],
    ['what a credential must be allowed for it', { needs: 'api.usage.read' }],
  ];
  for (const [what, said] of cases)
    it(`has what its feed says: ${what}`, () => {
      const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [keys(said)] })]);
      const seen = set.see(set.monitor.sources$);
      set.clock.advance(SECOND);
      expect(seen.last[0]).to.deep.include(said);
    });

  /** A list whose pages come one each second, and which may fail behind them. */
  const slow = (ids: readonly string[], clock: () => SchedulerLike, fails: () => boolean): FeedDraft => ({
    ...snapshot(
      {
        pages: (): Observable<{ readonly items: readonly string[] }> =>
          concat(
            ...ids.map((id) => of({ items: [id] }).pipe(delay(SECOND, clock()))),
            ...(fails() ? [throwError(() => new Error('broken'))] : []),
          ),
      },
      { id: 'keys', every: MINUTE, records: (id) => credential(id) },
    ),
  });

  it('has how many pages the last reading gave and how long it took, once there was one, also where it failed', () => {
    let isBroken = false;
    const feed = slow(
      ['k1', 'k2', 'k3'],
      () => set.clock,
      () => isBroken,
    );
    const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })]);
    const seen = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(seen.last[0], 'while it runs').to.not.have.any.keys('pages', 'readMs');
    set.clock.advance(4 * SECOND);
    expect(seen.last[0]).to.include({ state: 'ok', pages: 3, readMs: 3 * SECOND });
    isBroken = true;
    set.clock.advance(2 * MINUTE);
    expect(seen.last[0]).to.include({ state: 'down', pages: 3, readMs: 3 * SECOND });
  });

  const counts: readonly (readonly [what: string, pages: readonly (readonly string[])[], count: number])[] = [
    ['an empty list is one page', [[]], 1],
    ['an empty page between others is one', [['k1'], [], ['k2']], 3],
    ['an empty page at the end is none', [['k1'], []], 1],
    ['no page at all', [], 0],
  ];
  for (const [what, given, pages] of counts)
    it(`counts pages: ${what}`, () => {
      const feed = snapshot(
        { pages: () => given.map((items) => ({ items })) },
        { id: 'keys', every: MINUTE, records: (id) => credential(id) },
      );
      const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [feed] })]);
      const seen = set.see(set.monitor.sources$);
      set.clock.advance(SECOND);
      expect(seen.last[0]).to.include({ pages });
    });

  it('has neither where its feed says nothing', () => {
    const set = stage([defineSource({ name: 'acme', provider: 'acme', feeds: [keys({})] })]);
    const seen = set.see(set.monitor.sources$);
    set.clock.advance(SECOND);
    expect(seen.last[0]).to.not.have.any.keys('gives', 'needs');
  });
});
