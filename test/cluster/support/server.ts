import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server met it. */
interface Met {
  readonly account: string;
  readonly list: string;
  readonly page: number;
  readonly at: number;
}

/** How the server behaves; it can be changed at any time. */
interface ServerOptions {
  readonly pages: number;
  readonly size: number;
  /** How long a page takes, in milliseconds. */
  latencyMs: number;
  /** Names of accounts that are refused, and with what. */
  readonly refused: Map<string, number>;
}

/** A server that says what it was asked with. */
const refusalOf = ({ headers }: IncomingMessage) => ({
  error: { message: `refused: ${headers.authorization ?? ''}`, code: headers.authorization },
});

/**
 * Accounts with lists, page by page: `GET /account/list?after=id` gives `{ data, last_id, has_more }`. What an account holds is
 * known: `account-list-n`, renamed and extended by {@link Accounts.edit}.
 */
export class Accounts {
  readonly log: Met[] = [];
  readonly edits = new Map<string, { readonly added: number; readonly name: string }>();
  readonly options: ServerOptions;
  /** The most requests that were open at one time, by `account/list`. */
  readonly mostOpen = new Map<string, number>();
  readonly #open = new Map<string, number>();
  /** How many requests are answered before the next ones wait. */
  #free = Infinity;
  #waiting: (() => void)[] = [];
  readonly #server = createServer((request, response) => {
    const met = this.#meet(request);
    response.on('close', () => this.#count(met, -1));
    const answer = (): void => {
      const refused = this.options.refused.get(met.account);
      response.writeHead(refused ?? 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(refused === undefined ? this.#page(met) : refusalOf(request)));
    };
    this.#free -= 1;
    if (this.#free >= 0) setTimeout(answer, this.options.latencyMs);
    else this.#waiting.push(answer);
  });
  url = '';

  constructor({ pages = 1, size = 3, latencyMs = 0 } = {}) {
    this.options = { pages, size, latencyMs, refused: new Map() };
  }

  #meet(request: IncomingMessage): Met {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const [, account = '', list = ''] = pathname.split('/');
    const after = searchParams.get('after')?.split('-').at(-1);
    const page = after === undefined ? 0 : Math.floor((Number(after) + 1) / this.options.size);
    const met = { account, list, page, at: performance.now() };
    this.log.push(met);
    this.#count(met, 1);
    return met;
  }

  #count({ account, list }: Met, by: 1 | -1): void {
    const key = `${account}/${list}`;
    const open = (this.#open.get(key) ?? 0) + by;
    this.#open.set(key, open);
    this.mostOpen.set(key, Math.max(open, this.mostOpen.get(key) ?? 0));
  }

  /** Answers so many requests more; those behind them wait until {@link Accounts.answerAll}, however long that takes. */
  answer(count: number): void {
    this.#free = count;
  }

  answerAll(): void {
    this.#free = Infinity;
    for (const answer of this.#waiting.splice(0)) answer();
  }

  /** How many requests wait for their answers. */
  get waiting(): number {
    return this.#waiting.length;
  }

  #page({ account, list, page }: Met) {
    const { pages, size } = this.options;
    const { added, name } = this.edits.get(account) ?? { added: 0, name: 'key' };
    const last = page === pages - 1;
    const count = size + (last ? added : 0);
    const data = Array.from({ length: count }, (_, at) => {
      const id = `${account}-${list}-${String(page * size + at)}`;
      return { id, name: `${name} ${id}` };
    });
    return { data, last_id: data.at(-1)?.id ?? '', has_more: !last };
  }

  /** Changes what an account holds: all names, and so many more items. */
  edit(account: string, name: string, added = 0): void {
    this.edits.set(account, { name, added });
  }

  idsOf(account: string, list: string): readonly string[] {
    const { pages, size } = this.options;
    const count = pages * size + (this.edits.get(account)?.added ?? 0);
    return Array.from({ length: count }, (_, at) => `${account}-${list}-${String(at)}`);
  }

  /** Requests for an account, and one of its lists. */
  met(account: string, list?: string): readonly Met[] {
    return this.log.filter((met) => met.account === account && (list === undefined || met.list === list));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const { port } = this.#server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${String(port)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The most requests of an account in any stretch of time. */
export const mostIn = (log: readonly Met[], perMs: number): number => {
  let most = 0;
  let first = 0;
  for (const [at, met] of log.entries()) {
    while ((log[first]?.at ?? 0) <= met.at - perMs) first += 1;
    most = Math.max(most, at - first + 1);
  }
  return most;
};
