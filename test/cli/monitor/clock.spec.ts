import { expect } from 'chai';
import { VirtualTimeScheduler } from 'rxjs';
import { schedulerOf } from '../../../src/cli/monitor/clock.js';

const AT = Date.parse('2026-01-15T12:00:00Z');

describe('the clock of a monitor in the sandbox', () => {
  it('goes on between two steps, never past the next one, and never back', () => {
    const wall = new VirtualTimeScheduler();
    let step = 0;
    const clock = schedulerOf({ now: () => new Date(AT + step * 60_000), speed: 30 }, wall);
    const at = (ms: number): number => {
      wall.frame = ms;
      return clock.now() - AT;
    };
    expect([at(0), at(1000), at(1999), at(5000)]).to.deep.equal([0, 30_000, 59_970, 59_999]);
    step = 1;
    expect([at(5000), at(5500)]).to.deep.equal([60_000, 75_000]);
  });

  it('waits are shorter by as much as it is faster', () => {
    const wall = new VirtualTimeScheduler();
    const clock = schedulerOf({ now: () => new Date(AT), speed: 30 }, wall);
    let rang = -1;
    clock.schedule(() => {
      rang = wall.frame;
    }, 60_000);
    wall.flush();
    expect(rang).to.equal(2000);
  });

  it('a clock that is held stands, and its timers are those of the machine', () => {
    const wall = new VirtualTimeScheduler();
    const clock = schedulerOf({ now: () => new Date(AT) }, wall);
    let rang = -1;
    clock.schedule(() => {
      rang = wall.frame;
    }, 60_000);
    wall.flush();
    expect([rang, clock.now()]).to.deep.equal([60_000, AT]);
  });
});
