import { expect } from 'chai';
import { Outbox } from '../../../src/monitor/connect/outbox.js';
import { Rate } from '../../../src/monitor/connect/rate.js';
import { LIMITS } from '../../../src/node/gateway/session.js';
import { Clock, MINUTE, SECOND } from '../support/clock.js';

/** What was said, and when. */
const lab = () => {
  const clock = new Clock();
  const gateway = new Rate(LIMITS, clock.now());
  const said: { readonly open?: number; readonly close?: number }[] = [];
  let refused = 0;
  const outbox = new Outbox((message) => {
    said.push(message);
    if (!gateway.take(clock.now())) refused += 1;
  }, clock);
  const open = (id: number): void => outbox.open(id, () => ({ open: id }));
  return { clock, outbox, said, open, refused: () => refused };
};

describe('what a client says of its views', () => {
  it('is said at once while there is little of it', () => {
    const { outbox, said, open } = lab();
    open(1);
    outbox.close(1);
    open(2);
    expect(said).to.deep.equal([{ open: 1 }, { close: 1 }, { open: 2 }]);
  });

  it('is never more than a gateway takes, however fast views come and go, and all of it is said in the end', () => {
    const { clock, outbox, said, open, refused } = lab();
    let id = 0;
    for (let round = 0; round < 100; round += 1) {
      for (let count = 0; count < 10; count += 1) {
        if (id > 0) outbox.close(id);
        open((id += 1));
      }
      clock.advance(10);
    }
    clock.advance(MINUTE);
    expect(refused()).to.equal(0);
    const left = new Set<number>();
    for (const { open: opened, close } of said) {
      if (opened !== undefined) left.add(opened);
      if (close !== undefined) expect(left.delete(close), 'only what was opened is closed').to.equal(true);
    }
    expect([...left], 'the last one is open, and no other').to.deep.equal([id]);
  });

  it('closes before it opens, so that no view too many is open at a time', () => {
    const { clock, outbox, said, open } = lab();
    for (let id = 1; id <= 60; id += 1) open(id);
    for (let id = 1; id <= 60; id += 1) outbox.close(id);
    for (let id = 61; id <= 120; id += 1) open(id);
    clock.advance(MINUTE);
    let most = 0;
    let now = 0;
    for (const message of said) {
      now += message.open === undefined ? -1 : 1;
      most = Math.max(most, now);
    }
    expect([most, now]).to.deep.equal([60, 60]);
  });

  it('asks what to say when it is said, and nothing once the connection is gone', () => {
    const { clock, outbox, said } = lab();
    let position = 'a';
    for (let id = 1; id <= 130; id += 1) outbox.open(id, () => ({ open: id, since: position }));
    position = 'b';
    clock.advance(100);
    expect(said.at(-1)).to.have.property('since', 'b');
    const { length } = said;
    expect(length).to.be.below(130);
    outbox.drop();
    clock.advance(SECOND);
    expect(said).to.have.length(length);
  });
});
