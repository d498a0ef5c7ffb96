import { expect } from 'chai';
import { asyncScheduler, VirtualTimeScheduler } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { steadyClock } from '../../../operators/internal/clock.js';
import { withSystemClock } from '../../support/system-clock.js';

const HOUR_MS = 3_600_000;

describe('steadyClock', () => {
  it('stands still while the scheduler is set back, and goes on with it', () => {
    const scheduler = new VirtualTimeScheduler();
    const clock = steadyClock(scheduler);
    const told = [1000, 1500, 200, 300].map((frame) => {
      scheduler.frame = frame;
      return clock.now();
    });
    expect(told).to.deep.equal([1000, 1500, 1500, 1600]);
    expect(clock.toScheduler(1600)).to.equal(300);
  });

  for (const [how, ms] of [
    ['forward', HOUR_MS],
    ['back', -HOUR_MS],
  ] as const) {
    it(`without a scheduler: a system clock that is set ${how} changes no length of time, and times are told on it`, () => {
      withSystemClock((setForward) => {
        const clock = steadyClock();
        const before = clock.now();
        setForward(ms);
        const after = clock.now();
        expect(after - before).to.be.within(0, HOUR_MS / 2);
        expect(clock.toScheduler(after + 5000) - asyncScheduler.now()).to.be.within(
          5000 - HOUR_MS / 2,
          5000 + HOUR_MS / 2,
        );
      });
    });
  }

  it('without a scheduler, while a TestScheduler runs: virtual time', () => {
    const scheduler = new TestScheduler(() => undefined);
    scheduler.run(() => {
      const clock = steadyClock();
      const told: number[] = [];
      asyncScheduler.schedule(() => told.push(clock.now()), 1500);
      scheduler.flush();
      expect(told).to.deep.equal([1500]);
      expect(clock.toScheduler(2000)).to.equal(2000);
    });
  });
});
