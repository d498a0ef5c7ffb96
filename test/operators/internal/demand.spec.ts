import { expect } from 'chai';
import { createDemand } from '../../../operators/internal/demand.js';

describe('createDemand', () => {
  it('allows so many pages that are requested and not settled, and no more', () => {
    const demand = createDemand(2);
    expect(demand.allows()).to.equal(true);
    demand.requested();
    expect(demand.allows()).to.equal(true);
    demand.requested();
    expect(demand.allows()).to.equal(false);
    demand.settled();
    expect(demand.allows()).to.equal(true);
    demand.requested();
    expect(demand.allows()).to.equal(false);
  });

  it('counts what was consumed early in favour of later requests', () => {
    const demand = createDemand(1);
    demand.settled();
    demand.requested();
    expect(demand.allows()).to.equal(true);
    demand.requested();
    expect(demand.allows()).to.equal(false);
  });

  it('is without bounds for Infinity', () => {
    const demand = createDemand(Infinity);
    for (let page = 0; page < 1000; page += 1) demand.requested();
    expect(demand.allows()).to.equal(true);
  });

  it('is of its own for each subscription', () => {
    createDemand(1).requested();
    expect(createDemand(1).allows()).to.equal(true);
  });
});
