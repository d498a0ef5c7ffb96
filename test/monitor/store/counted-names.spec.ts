import { expect } from 'chai';
import { Engine } from '../../../src/monitor/engine/engine.js';
import { engineOptions } from '../../../src/monitor/engine/options.js';
import { CountedNames } from '../../../src/monitor/store/counted-names.js';
import { Clock, DAY, NOON } from '../support/clock.js';
import { FakeFeed } from '../support/fake-source.js';
import { cost } from '../support/records.js';

describe('texts as numbers, counted', () => {
  it('a text keeps its number while it is held, and its number is another’s afterwards', () => {
    const names = new CountedNames();
    const [a, b] = [names.idOf('a'), names.idOf('b')];
    names.hold(a);
    names.hold(a);
    names.hold(b);
    names.release(a);
    expect([names.idOf('a'), names.nameOf(a), names.size]).to.deep.equal([a, 'a', 2]);
    names.release(a);
    expect([names.nameOf(a), names.size]).to.deep.equal(['', 1]);
    expect(names.idOf('c')).to.equal(a);
    expect([names.nameOf(a), names.nameOf(b)]).to.deep.equal(['c', 'b']);
  });

  it('months of bills with a line that is new each day leave no more behind than the days that are held', () => {
    const clock = new Clock();
    const feed = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
    const infos = [{ name: 'acme', provider: 'acme', feeds: [feed.info] }];
    const options = { scheduler: clock, rules: [], random: () => 0 };
    const engine = new Engine(engineOptions(infos, options, clock), () => undefined);
    const { rests } = engine.store.figures.keys;
    const sizes: number[] = [];
    for (let day = 0; day < 120; day += 1) {
      const base = { source: 'acme', feed: 'costs', reading: clock.iso(), at: clock.iso() };
      const line = { ...cost(NOON - (NOON % DAY) + day * DAY, DAY, 1), lineItem: `line ${String(day)}` };
      engine.apply({ ...base, type: 'begin' });
      engine.apply({ ...base, type: 'records', records: [line] });
      engine.apply({ ...base, type: 'end', end: 'complete', leftOut: 0 });
      clock.advance(DAY);
      engine.advance();
      sizes.push(rests.size);
    }
    expect(Math.max(...sizes)).to.be.below(40);
    expect(sizes.at(-1)).to.equal(sizes.at(-40));
  });
});
