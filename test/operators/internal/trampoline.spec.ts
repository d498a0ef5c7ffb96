import { expect } from 'chai';
import { createTrampoline } from '../../../operators/internal/trampoline.js';

describe('createTrampoline', () => {
  it('runs a task at once', () => {
    const seen: string[] = [];
    createTrampoline()(() => seen.push('task'));
    expect(seen).to.deep.equal(['task']);
  });

  it('runs what comes meanwhile right after it, in order, never inside it', () => {
    const seen: string[] = [];
    const trampoline = createTrampoline();
    trampoline(() => {
      trampoline(() => {
        trampoline(() => seen.push('third'));
        seen.push('first');
      });
      trampoline(() => seen.push('second'));
      seen.push('outer');
    });
    expect(seen).to.deep.equal(['outer', 'first', 'second', 'third']);
  });

  it('does not stack up: 100,000 tasks that each bring the next', () => {
    const trampoline = createTrampoline();
    let runs = 0;
    const task = (): void => {
      runs += 1;
      if (runs < 100_000) trampoline(task);
    };
    trampoline(task);
    expect(runs).to.equal(100_000);
  });

  it('belongs to its owner: another one is not held up by it', () => {
    const seen: string[] = [];
    createTrampoline()(() => {
      createTrampoline()(() => seen.push('other'));
      seen.push('outer');
    });
    expect(seen).to.deep.equal(['other', 'outer']);
  });

  it('a task that throws takes those waiting with it, and leaves the trampoline usable', () => {
    const seen: string[] = [];
    const trampoline = createTrampoline();
    const failing = (): void => {
      trampoline(() => seen.push('waiting'));
      throw new Error('boom');
    };
    expect(() => trampoline(failing)).to.throw('boom');
    trampoline(() => seen.push('later'));
    expect(seen).to.deep.equal(['later']);
  });
});
