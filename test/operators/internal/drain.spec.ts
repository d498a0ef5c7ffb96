import { expect } from 'chai';
import { createDrain, type Drain } from '../../../operators/internal/drain.js';

describe('createDrain', () => {
  it('works while there may be more, and again when it is called again', () => {
    const left = [1, 2, 3];
    const done: (number | undefined)[] = [];
    const drain = createDrain(() => {
      done.push(left.shift());
      return left.length > 0;
    });
    drain();
    expect(done).to.deep.equal([1, 2, 3]);
    left.push(4);
    drain();
    expect(done).to.deep.equal([1, 2, 3, 4]);
  });

  it('a call from within does not nest, and is not lost though the step says that it is done', () => {
    const log: string[] = [];
    let calls = 0;
    const drain: Drain = createDrain(() => {
      calls += 1;
      log.push(`in ${String(calls)}`);
      if (calls < 3) drain();
      log.push('out');
      return false;
    });
    drain();
    expect(log).to.deep.equal(['in 1', 'out', 'in 2', 'out', 'in 3', 'out']);
  });

  it('100,000 calls from within do not grow the stack', () => {
    let calls = 0;
    const drain: Drain = createDrain(() => {
      calls += 1;
      if (calls < 100_000) drain();
      return false;
    });
    drain();
    expect(calls).to.equal(100_000);
  });

  it('a step that throws ends the loop, and not the next one', () => {
    let calls = 0;
    const drain = createDrain(() => {
      calls += 1;
      if (calls === 1) throw new Error('boom');
      return calls < 4;
    });
    expect(drain).to.throw('boom');
    expect(calls).to.equal(1);
    drain();
    expect(calls).to.equal(4);
  });

  it('belongs to its owner: another one is not held up by it', () => {
    const log: string[] = [];
    const other = createDrain(() => {
      log.push('other');
      return false;
    });
    createDrain(() => {
      other();
      log.push('outer');
      return false;
    })();
    expect(log).to.deep.equal(['other', 'outer']);
  });
});
