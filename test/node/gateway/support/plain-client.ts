/**
 * A client that is written from docs/protocol.md alone: a websocket and JSON, and nothing of the library. The tests that
 * `connectMonitor` passes, it passes too.
 */

/** The part of the standard WebSocket that is used. */
interface StandardSocket {
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: (event: { code?: number }) => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}
export type StandardConstructor = new (url: string, protocols: string[]) => StandardSocket;

interface Patch {
  drop?: number[];
  set?: [number, unknown][];
  order?: number[];
  rest?: object;
}

interface Message {
  id?: number;
  beat?: string;
  value?: unknown;
  patch?: Patch;
  at?: string;
  event?: { position: string; kind: string; from?: string };
  error?: { code: string; path?: string };
}

interface Asked {
  readonly view: string;
  readonly query?: object;
  since?: string;
  value?: unknown;
  readonly hear: (value: unknown) => void;
  readonly refused: (code: string) => void;
}

const patched = (rows: unknown[], { drop, set, order }: Patch): unknown[] => {
  let all = [...rows];
  if (drop) all = all.filter((_, at) => !drop.includes(at));
  if (set) for (const [at, row] of set) all[at] = row;
  return order ? order.map((at) => all[at]) : all;
};

export class PlainClient {
  readonly #asked = new Map<number, Asked>();
  readonly codes: number[] = [];
  #socket: StandardSocket | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(
    private readonly url: string,
    private readonly Socket: StandardConstructor,
    private readonly token?: string,
    private readonly waitMs = 10,
  ) {
    this.#connect();
  }

  #connect(): void {
    const token =
      this.token === undefined ? [] : [`headwater.token.${Buffer.from(this.token).toString('base64url')}`];
    const socket = new this.Socket(this.url, ['headwater.v1', ...token]);
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#hear(JSON.parse(String(data)) as Message));
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('open', () => {
      const asked = [...this.#asked.values()];
      this.#asked.clear();
      for (const each of asked) this.#open(each);
    });
    socket.addEventListener('close', ({ code = 0 }) => {
      this.codes.push(code);
      if (!this.#isClosed) setTimeout(() => this.#connect(), this.waitMs);
    });
  }

  #open(asked: Asked): number {
    const id = (this.#lastId += 1);
    this.#asked.set(id, asked);
    if (this.#socket?.readyState === 1)
      this.#socket.send(
        JSON.stringify({ open: id, view: asked.view, query: asked.query, since: asked.since }),
      );
    return id;
  }

  #hear(message: Message): void {
    const asked = this.#asked.get(message.id ?? 0);
    if (asked === undefined) return;
    if (message.error) asked.refused(message.error.code);
    else if (message.at !== undefined) asked.since = message.at;
    else if (message.event) {
      asked.since = message.event.position;
      asked.hear(message.event);
    } else {
      if (message.patch === undefined) asked.value = message.value;
      else if (Array.isArray(asked.value)) asked.value = patched(asked.value, message.patch);
      else {
        const table = asked.value as { rows: unknown[] };
        asked.value = { ...(message.patch.rest ?? table), rows: patched(table.rows, message.patch) };
      }
      asked.hear(asked.value);
    }
  }

  /** Returns what closes it. */
  open(
    view: string,
    options: { query?: object; since?: string },
    hear: (value: unknown) => void,
    refused: (code: string) => void = () => undefined,
  ): () => void {
    const asked: Asked = { view, ...options, hear, refused };
    this.#open(asked);
    return () => {
      for (const [id, each] of this.#asked)
        if (each === asked) {
          this.#asked.delete(id);
          if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify({ close: id }));
        }
    };
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.close();
  }
}
