import { expect } from 'chai';
import { Writable } from 'node:stream';
import { Stopped } from '../../../src/cli/exit.js';
import { sinkOf } from '../../../src/cli/output/sink.js';

class Slow extends Writable {
  readonly waiting: (() => void)[] = [];

  constructor() {
    super({ highWaterMark: 4 });
  }

  override _write(_chunk: Buffer, _encoding: string, done: () => void): void {
    this.waiting.push(done);
  }
}

describe('sinkOf', () => {
  it('waits until a full stream is drained', async () => {
    const stream = new Slow();
    let over = false;
    const writing = sinkOf(stream, new AbortController().signal)
      .write('12345')
      .then(() => (over = true));
    await Promise.resolve();
    expect(over).to.equal(false);
    stream.waiting[0]!();
    await writing;
    expect(over).to.equal(true);
    expect(stream.listenerCount('drain')).to.equal(0);
  });

  it('gives up waiting when the command has to end', async () => {
    const stop = new AbortController();
    const stream = new Slow();
    const writing = sinkOf(stream, stop.signal).write('12345');
    const reason = new Stopped(0);
    stop.abort(reason);
    expect(await writing.catch((error: unknown) => error)).to.equal(reason);
    expect(stream.listenerCount('drain')).to.equal(0);
  });

  it('writes nothing after the end', async () => {
    const stream = new Slow();
    const written = sinkOf(stream, AbortSignal.abort(new Stopped(0))).write('x');
    expect(await written.catch((error: unknown) => error)).to.be.instanceOf(Stopped);
    expect(stream.waiting).to.deep.equal([]);
  });
});
