import { expect } from 'chai';
import { checkpointed, DecodeError, HttpError, memoryStore, openai, type Fetch } from '../src/index.js';
import { numberList } from './walk/support/number-list.js';
import { probeStore } from './checkpoint/support/probe-store.js';
import { copies } from './protocol/items.js';
import { broken, all, wire } from './protocol/wire.js';
import { startLoopback } from './support/loopback.js';

const MIB = 1024 * 1024;
const users = copies('openai/users.json', 'data', 3, (index) => ({
  id: `user_${String(index)}`,
  name: 'Zoë',
}));
const page = JSON.stringify({ object: 'list', data: users, has_more: false, last_id: null });

const listOver = (body: string | Uint8Array<ArrayBuffer>, type: string) => {
  let asked = 0;
  const fetch: Fetch = () => {
    asked += 1;
    return Promise.resolve(new Response(body, { headers: { 'content-type': type } }));
  };
  const list = openai({ adminKey: 'CANARY', fetch }).users.list();
  return { list, asked: () => asked };
};

describe('traps: bodies that are not what they say', () => {
  for (const type of ['text/html', 'text/plain; charset=utf-8', 'application/octet-stream', 'nonsense']) {
    it(`JSON that says it is ${type} is read`, async () => {
      expect(await all(listOver(page, type).list)).to.have.length(3);
    });
  }

  it('markup that says it is application/json is an error, at once', async () => {
    const { list, asked } = listOver('<html><body>Sign in</body></html>', 'application/json');
    const { error } = await broken(list);
    expect(error).to.be.instanceOf(DecodeError);
    expect(error).to.include({ part: 'text', retryable: false });
    expect(asked()).to.equal(1);
  });

  for (const [what, type, encoding] of [
    ['latin1 that says utf-8', 'application/json; charset=utf-8', 'latin1'],
    ['latin1 that says nothing', 'application/json', 'latin1'],
    ['an encoding that nobody knows', 'application/json; charset=klingon', 'utf8'],
  ] as const) {
    it(`wrong charset: ${what} is an error, never a name with a hole in it`, async () => {
      const { list, asked } = listOver(new Uint8Array(Buffer.from(page, encoding)), type);
      const { values, error } = await broken(list);
      expect(values).to.deep.equal([]);
      expect(error).to.be.instanceOf(DecodeError);
      expect(error).to.include({ part: 'text' });
      expect(asked()).to.equal(1);
    });
  }

  it('latin1 that says so is read', async () => {
    const { list } = listOver(
      new Uint8Array(Buffer.from(page, 'latin1')),
      'application/json; charset=ISO-8859-1',
    );
    expect((await all(list)).map(({ name }) => name)).to.deep.equal(['Zoë', 'Zoë', 'Zoë']);
  });

  for (const [name, fetch] of [
    ['node:http', undefined],
    ['the global fetch', (url, init) => globalThis.fetch(url, init)],
  ] as const satisfies readonly (readonly [string, Fetch | undefined])[]) {
    it(`a body of 300 MB is refused at 32 MiB, and not read on, over ${name}`, async () => {
      let sent = 0;
      const server = await startLoopback((_request, response) => {
        const piece = Buffer.alloc(256 * 1024, 32);
        const write = (): void => {
          while (sent < 300e6 && !response.destroyed) {
            sent += piece.byteLength;
            if (!response.write(piece)) return;
          }
          if (!response.destroyed) response.end();
        };
        response.on('drain', write);
        write();
      });
      try {
        const { list } = openai({ adminKey: 'CANARY', baseUrl: server.origin, fetch }).users;
        const { error } = await broken(list());
        expect(error).to.be.instanceOf(DecodeError);
        expect((error as DecodeError).message).to.include(String(32 * MIB));
        await server.seen[0]?.closed;
        expect(server.seen).to.have.length(1);
        // What the sockets of both sides hold comes on top.
        expect(sent).to.be.within(32 * MIB, 64 * MIB);
      } finally {
        await server.close();
      }
    });
  }

  it('an error with an endless body is told by its status', async () => {
    const server = wire(() => ({ status: 403, body: 'x'.repeat(2 * MIB) }));
    const { error } = await broken(openai({ adminKey: 'CANARY', fetch: server.fetch }).users.list());
    expect(error).to.be.instanceOf(HttpError);
    expect(error).to.include({ status: 403 });
  });
});

describe('traps: what is kept across a crash', () => {
  it('airbyte#37406: the place is saved after the consumer took the page: one who fails inside a page gets it again', async () => {
    const numbers = numberList({ total: 30, size: 10 });
    const store = memoryStore();
    const walk = checkpointed(store, { key: 'k', list: (resume) => numbers.list({ resume }) });
    const taken: number[] = [];
    const fail = async (): Promise<void> => {
      for await (const { n } of walk) {
        if (n === 15) throw new Error('the database went away');
        taken.push(n);
      }
    };
    expect(await fail().catch(String)).to.equal('Error: the database went away');
    expect(taken.at(-1)).to.equal(14);
    for await (const { n } of walk) taken.push(n);
    expect(taken.slice(15)).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 10));
    expect(new Set(taken).size).to.equal(30);
  });

  it('meltano/sdk#3631: what is saved does not grow with the walk', async () => {
    const store = probeStore();
    const numbers = numberList({ total: 20_000, size: 100 });
    const options = { dedupe: ({ id }: { readonly id: string }) => id, dedupeKeys: 200 };
    await all(checkpointed(store, { key: 'k', list: (resume) => numbers.list({ resume }), ...options }));
    const sizes = store.saves.map((saved) => JSON.stringify(saved).length);
    expect(sizes).to.have.length(200);
    // Two generations of 200 keys are the most that is remembered.
    expect(Math.max(...sizes.slice(10))).to.be.at.most(Math.max(...sizes.slice(0, 10)) + 16);
  });
});
