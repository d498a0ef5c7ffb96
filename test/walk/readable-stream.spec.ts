import { expect } from 'chai';
import { toReadableStream } from '../../src/walk/readable-stream.js';
import { numberList, upTo, type NumberList, type Numbered } from './support/number-list.js';

/** Lets everything happen that happens by itself: far more than a page takes. */
const breathe = async (): Promise<void> => {
  for (let tick = 0; tick < 100; tick += 1) await Promise.resolve();
};

const read = async <T>(stream: ReadableStream<T>): Promise<T[]> => {
  const reader = stream.getReader();
  const values: T[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) values.push(next.value);
  return values;
};

describe('toReadableStream', () => {
  it('gives the values, and closes', async () => {
    const { list } = numberList({ total: 25, size: 10 });
    expect((await read(toReadableStream(list()))).map(({ n }) => n)).to.deep.equal(upTo(25));
    expect(await read(toReadableStream(list().pages()))).to.have.length(3);
    expect(await read(toReadableStream(numberList({ total: 0, size: 10 }).list()))).to.deep.equal([]);
  });

  it('asks for nothing before it is read, or when it is cancelled before that', async () => {
    const numbers = numberList({ total: 25, size: 10 });
    const stream = toReadableStream(numbers.list());
    await breathe();
    await stream.cancel();
    expect(numbers.asked).to.deep.equal([]);
  });

  it('aborts what is in flight when it is cancelled while a read waits, and gives nothing more', async () => {
    const numbers = numberList({ total: 25, size: 10, held: true });
    const reader = toReadableStream(numbers.list()).getReader();
    const waiting = reader.read();
    await breathe();
    await reader.cancel('enough');
    expect([numbers.asked, numbers.aborted()]).to.deep.equal([[0], 1]);
    expect((await waiting).done).to.equal(true);
    numbers.answer();
    expect((await reader.read()).done).to.equal(true);
  });

  it('gives every value before an error, then the error', async () => {
    const reader = toReadableStream(numberList({ total: 9, size: 2, lostAt: 2 }).list()).getReader();
    for (const n of upTo(4)) expect((await reader.read()).value?.n).to.equal(n);
    for (let again = 0; again < 2; again += 1) {
      const error = await reader.read().catch((thrown: unknown) => thrown);
      expect(error).to.have.property('code', 'paging-missing-cursor');
    }
  });

  it('can be piped, by its own backpressure', async () => {
    const numbers = numberList({ total: 40, size: 10 });
    const half = new TransformStream<Numbered, number>(
      { transform: ({ n }, controller) => controller.enqueue(n) },
      { highWaterMark: 1 },
      { highWaterMark: 0 },
    );
    const reader = toReadableStream(numbers.list({ prefetch: 0 }))
      .pipeThrough(half)
      .getReader();
    expect((await reader.read()).value).to.equal(0);
    await breathe();
    expect(numbers.asked).to.deep.equal([0]);
    await reader.cancel();
  });
});

describe('pages that are asked for and not yet consumed, with a consumer 100 times slower than the server', () => {
  interface Way {
    readonly name: string;
    /** Reads items; the pages before that of the last item read are consumed. */
    readonly open: (numbers: NumberList, prefetch: number) => () => Promise<Numbered | undefined>;
  }
  const ways: readonly Way[] = [
    {
      name: 'async iteration',
      open: ({ list }, prefetch) => {
        const iterator = list({ prefetch })[Symbol.asyncIterator]();
        return async () => {
          const next = await iterator.next();
          return next.done === true ? undefined : next.value;
        };
      },
    },
    {
      name: 'a ReadableStream',
      open: ({ list }, prefetch) => {
        const reader = toReadableStream(list({ prefetch })).getReader();
        return async () => (await reader.read()).value;
      },
    },
  ];
  for (const { name, open } of ways) {
    for (const prefetch of [0, 1, 4]) {
      it(`${name}, prefetch ${String(prefetch)}: exactly prefetch + 1 at the most`, async () => {
        const size = 5;
        const numbers = numberList({ total: 100, size });
        const next = open(numbers, prefetch);
        let most = 0;
        for (let item = await next(); item !== undefined; item = await next()) {
          await breathe();
          most = Math.max(most, numbers.asked.length - Math.floor(item.n / size));
        }
        expect(numbers.asked).to.have.length(20);
        expect(most).to.equal(prefetch + 1);
      });
    }

    it(`${name}, with a gate: nothing before the gate opens, whatever the prefetch`, async () => {
      const size = 5;
      const numbers = numberList({ total: 50, size });
      let opened = 0;
      const gate = (): Promise<void> => {
        opened += 1;
        return Promise.resolve();
      };
      const gated: NumberList = { ...numbers, list: (options) => numbers.list({ ...options, gate }) };
      const next = open(gated, 4);
      for (let item = await next(); item !== undefined; item = await next()) {
        await breathe();
        expect(numbers.asked.length - Math.floor(item.n / size)).to.be.at.most(5);
        expect(numbers.asked.length).to.be.at.most(opened + 1);
      }
      expect(numbers.asked).to.have.length(10);
    });
  }

  it('plain subscribe, with a gate of the consumer: one', () => {
    const opens: (() => void)[] = [];
    const numbers = numberList({ total: 50, size: 5 });
    const gate = (): Promise<void> => new Promise((resolve) => opens.push(resolve));
    numbers.list({ gate }).subscribe();
    expect([numbers.asked.length, opens.length]).to.deep.equal([1, 1]);
  });
});
