import * as t from 'io-ts';
import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Observable } from 'rxjs';
import {
  bearer,
  createClient,
  defineEndpoint,
  type Client,
  type Listing,
  type ListOptions,
} from '../../src/walk/index.js';
import type { HttpResponse, Transport } from '../../src/http/transport.js';
import { numbered } from '../../src/paging/index.js';
import { heldBytes } from '../support/held.js';

/** What is left when all walks are over; the parent process reads it as JSON. */
export interface Left {
  readonly walks: number;
  readonly completed: number;
  readonly requests: number;
  readonly openRequests: number;
  readonly signalListeners: number;
  readonly processListeners: number;
  readonly timers: number;
  readonly sockets: number;
  /** Bytes that the second half of the walks has added to the heap. */
  readonly grown: number;
}

/** What is still open after so many turns of the event loop stays. */
const MOST_TURNS = 1_000_000;
const PAGES = 6;
const SIZE = 20;

const rows = defineEndpoint({
  id: 'leaks.rows',
  path: '/rows',
  paging: numbered(),
  item: t.type({ id: t.string }),
  key: ['id'],
});

const bodyOf = (page: number): string =>
  JSON.stringify({
    data: Array.from({ length: SIZE }, (_, index) => ({ id: `r${String(page)}.${String(index)}` })),
    links: {
      next: page < PAGES ? `/rows?page[number]=${String(page + 1)}` : null,
      meta: { pages: PAGES, count: PAGES * SIZE },
    },
  });

const BODIES = Array.from({ length: PAGES + 1 }, (_, page) => bodyOf(page));

const pageOf = (url: string): number => Number(new URL(url, 'http://host').searchParams.get('page[number]'));

/** Numbers from 0 up to 1, the same ones each time. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const random = randomFrom(7);
const count = { requests: 0, open: 0, completed: 0, walks: 0 };

/** A server in memory: each answer comes some microtasks later, every tenth is a refusal that is tried again at once. */
const inMemory: Transport = ({ url }) =>
  new Observable<HttpResponse>((subscriber) => {
    count.requests += 1;
    count.open += 1;
    subscriber.add(() => {
      count.open -= 1;
    });
    const refused = random() < 0.1;
    void Promise.resolve().then(() => {
      subscriber.next({
        status: refused ? 503 : 200,
        header: (name) => (refused && name === 'retry-after' ? '0' : null),
        text: () =>
          new Observable((body) => {
            body.next(refused ? '{}' : BODIES[pageOf(url)]!);
            body.complete();
          }),
      });
      subscriber.complete();
    });
  });

const subscribed = (listing: Listing<unknown>, most: number): Promise<void> =>
  new Promise((resolve) => {
    let items = 0;
    const walk = listing.subscribe({
      next: () => {
        items += 1;
        if (items < most) return;
        walk.unsubscribe();
        resolve();
      },
      error: () => {
        resolve();
      },
      complete: () => {
        count.completed += 1;
        resolve();
      },
    });
    walk.add(resolve);
  });

const iterated = async (listing: Listing<unknown>, most: number): Promise<void> => {
  const items: unknown[] = [];
  for await (const item of listing) {
    if (items.push(item) >= most) return;
  }
  count.completed += 1;
};

/** Leaves after some microtasks, wherever the walk is by then. */
const interrupted = async (listing: Listing<unknown>, turns: number): Promise<void> => {
  const walk = listing.subscribe({ error: () => undefined });
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  walk.unsubscribe();
};

const aborted = async (client: Client, options: ListOptions, turns: number): Promise<void> => {
  const controller = new AbortController();
  const walk = client
    .list(rows, {}, { ...options, signal: controller.signal })
    .subscribe({ error: () => undefined });
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
  controller.abort();
  if (!walk.closed || getEventListeners(controller.signal, 'abort').length > 0)
    throw new Error('still listening');
};

const walkOnce = async (client: Client, signal: AbortSignal): Promise<void> => {
  count.walks += 1;
  const options = { concurrency: 1 + Math.floor(random() * 4), deadlineMs: 3_600_000, signal };
  const listing = client.list(rows, {}, options);
  const most = Math.ceil(random() * PAGES * SIZE * 1.2);
  const kind = random();
  if (kind < 0.3) return subscribed(listing, most);
  if (kind < 0.5) return iterated(listing, most);
  if (kind < 0.8) return interrupted(listing, Math.floor(random() * 60));
  return aborted(client, options, Math.floor(random() * 60));
};

const heap = async (): Promise<number> => {
  for (let turn = 0; turn < 3; turn += 1) await nextTurn();
  return heldBytes();
};

const overSockets = async (walks: number, signal: AbortSignal): Promise<void> => {
  const server = createServer((request, response) => {
    count.requests += 1;
    response.setHeader('content-type', 'application/json');
    response.end(BODIES[pageOf(request.url ?? '')]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = clientOf({ baseUrl: `http://127.0.0.1:${String(port)}` });
  for (let walk = 0; walk < walks; walk += 1) await walkOnce(client, signal);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
};

const clientOf = (options: { readonly transport?: Transport; readonly baseUrl?: string }): Client =>
  createClient(
    { name: 'leaks', baseUrl: 'https://leaks.test', auth: () => bearer('key') },
    { ...options, retry: { baseMs: 0 } },
  );

const active = (name: RegExp): number =>
  process.getActiveResourcesInfo().filter((each) => name.test(each)).length;

const processListeners = (): number =>
  process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);

const main = async (memoryWalks: number, socketWalks: number): Promise<Left> => {
  const { signal } = new AbortController();
  const listenersBefore = processListeners();
  const client = clientOf({ transport: inMemory });
  const half = memoryWalks / 2;
  for (let walk = 0; walk < half; walk += 1) await walkOnce(client, signal);
  const middle = await heap();
  for (let walk = 0; walk < half; walk += 1) await walkOnce(client, signal);
  const grown = (await heap()) - middle;
  await overSockets(socketWalks, signal);
  // The other end of a socket learns by and by that it is closed.
  for (let turn = 0; turn < MOST_TURNS && active(/TCP|Timeout/) > 0; turn += 1) await nextTurn();
  return {
    ...{ walks: count.walks, completed: count.completed, requests: count.requests, openRequests: count.open },
    signalListeners: getEventListeners(signal, 'abort').length,
    processListeners: processListeners() - listenersBefore,
    timers: active(/Timeout/),
    sockets: active(/TCP/),
    grown,
  };
};

const [memoryWalks = '10000', socketWalks = '300'] = process.argv.slice(2);
console.log(JSON.stringify(await main(Number(memoryWalks), Number(socketWalks))));
