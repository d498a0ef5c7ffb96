import { expect } from 'chai';
import { VirtualTimeScheduler } from 'rxjs';
import { slidingLog, steadyClock } from '../../../operators/internal/slidingLog.js';

describe('slidingLog', () => {
  it('frees the place of a start at t at t + perMs exactly', () => {
    const log = slidingLog(1, 100);
    log.add(5, 1);
    expect([log.used(104), log.used(105)]).to.deep.equal([1, 0]);
    log.add(105, 1);
    expect(log.readyAt(150, 1)).to.equal(205);
  });

  it('answers when enough weight will be free, across several starts', () => {
    const log = slidingLog(5, 100);
    log.add(0, 2);
    log.add(10, 2);
    expect([1, 2, 3, 4, 5].map((weight) => log.readyAt(20, weight))).to.deep.equal([20, 100, 100, 110, 110]);
    expect(log.readyAt(20, 6)).to.equal(Infinity);
  });

  it('bounds its memory by the limit, whatever the traffic (meltano/sdk#3631)', () => {
    const log = slidingLog(10, 100);
    for (let at = 0; at < 10_000; at += 10) {
      log.add(at, 1);
      expect(log.used(at)).to.be.at.most(10);
      expect(log.kept).to.be.at.most(50);
    }
    expect(log.starts(9990).map(({ at }) => at)).to.deep.equal(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => 9900 + n * 10),
    );
  });

  it('counts the starts that it was seeded with', () => {
    const log = slidingLog(2, 100, [{ at: 0, weight: 2 }]);
    expect([log.used(99), log.readyAt(99, 1), log.used(100)]).to.deep.equal([2, 100, 0]);
  });
});

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
});
