import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Left } from './program.js';
import { programOf } from '../support/program.js';

const PROGRAM = new URL('program.ts', import.meta.url);

/** One walk that left a kilobyte behind would add five times this much. */
const BOUND_BYTES = 1024 * 1024;

const run = async (memoryWalks: number, socketWalks: number): Promise<Left> => {
  const args = [(await programOf(PROGRAM)).script, String(memoryWalks), String(socketWalks)];
  // A process that something keeps alive is killed, and fails here.
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 300_000 });
  return JSON.parse(stdout) as Left;
};

describe('leaks', () => {
  let left: Left;

  before(async function () {
    // Bounded by the limit of the process, not by the speed of the machine.
    this.timeout(0);
    left = await run(10_000, 300);
  });

  it('10,000 walks that are cut at random, and 300 over sockets, were made', () => {
    expect(left.walks).to.equal(10_300);
    expect(left.completed, 'some of them to their end').to.be.within(300, 9000);
    expect(left.requests).to.be.above(10_000);
  });

  it('no request is open', () => {
    expect(left.openRequests).to.equal(0);
  });

  it('no listener stays on a signal that all walks share, none on the process', () => {
    expect(left.signalListeners).to.equal(0);
    expect(left.processListeners).to.equal(0);
  });

  it('no timer runs, although every walk had a deadline', () => {
    expect(left.timers).to.equal(0);
  });

  it('no socket is open', () => {
    expect(left.sockets).to.equal(0);
  });

  it('the heap does not grow from the first half to the second', () => {
    expect(left.grown).to.be.below(BOUND_BYTES);
  });
});
