import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { programOf } from '../support/program.js';

const PROGRAM = new URL('./support/heap.ts', import.meta.url);
const MIB = 2 ** 20;

interface Heap {
  readonly count: number;
  readonly early: number;
  readonly late: number;
}

const measure = async (...args: readonly string[]): Promise<Heap> => {
  const child = spawn(process.execPath, [(await programOf(PROGRAM)).script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  await once(child, 'close');
  return JSON.parse(Buffer.concat(out).toString()) as Heap;
};

describe('a walk of a million items', function () {
  // Bounded by the number of items, not by the speed of the machine.
  this.timeout(0);

  // They run side by side, on two cores.
  let narrow: Promise<Heap>;
  let wide: Promise<Heap>;
  before(() => {
    [narrow, wide] = [measure('20000'), measure()];
    for (const measured of [narrow, wide]) measured.catch(() => undefined);
  });

  it('holds no more at the end than after the first 100,000, beside a window that was full by then', async () => {
    const { count, early, late } = await narrow;
    expect(count).to.equal(1_000_000);
    // A million items held would be some 100 MiB.
    expect((late - early) / MIB).to.be.below(3);
  });

  it('with the default window holds what that window may hold, and no more', async () => {
    const { count, early, late } = await wide;
    expect(count).to.equal(1_000_000);
    expect((late - early) / MIB).to.be.within(10, 110);
  });
});
