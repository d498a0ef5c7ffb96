/** As much of Node.js's `http` as is touched here. */
interface Incoming {
  readonly complete: boolean;
  once(event: 'close', listener: () => void): unknown;
}
interface Outgoing {
  once(event: 'response', listener: (response: Incoming) => void): unknown;
  destroy(): unknown;
}
interface Agent {
  addRequest(request: Outgoing, ...rest: readonly unknown[]): unknown;
}
interface Host {
  readonly process?: {
    getBuiltinModule?(name: string): { readonly globalAgent: Agent } | undefined;
  };
}

/** A request that was seen on its way out. */
export interface Watched {
  /** Ends its connection. */
  destroy(): unknown;
}

/** What to add to a request of node-fetch, and how to call it so that it is watched. */
export interface CutWatch {
  readonly init: Readonly<Record<string, unknown>>;
  /** Calls `send`, which sends one request before it returns; gives what was seen of it beside what `send` gives. */
  watch<A>(onCut: () => void, send: () => A): readonly [answer: A, request: Watched | undefined];
}

const UNWATCHED: CutWatch = { init: {}, watch: (_onCut, send) => [send(), undefined] };

const globalAgent = (url: string): Agent | undefined =>
  (globalThis as Host).process?.getBuiltinModule?.(/^https:/i.test(url) ? 'node:https' : 'node:http')
    ?.globalAgent;

const watchOver = (real: Agent): CutWatch => {
  let onCut: (() => void) | undefined;
  let seen: Outgoing | undefined;
  const addRequest = (request: Outgoing, ...rest: readonly unknown[]): unknown => {
    const cut = onCut;
    seen = request;
    request.once('response', (response) => {
      response.once('close', () => {
        if (!response.complete) cut?.();
      });
    });
    return real.addRequest(request, ...rest);
  };
  const agent = Object.assign(Object.create(real) as Agent, { addRequest });
  return {
    init: { agent },
    watch: (told, send) => {
      onCut = told;
      try {
        return [send(), seen];
      } finally {
        onCut = undefined;
        seen = undefined;
      }
    },
  };
};

/** One for each agent: nothing in it belongs to a single request. */
const watches = new WeakMap<Agent, CutWatch>();

/**
 * Returns what tells of a connection that closes before the body is complete. node-fetch copies the body into a stream of
 * its own and notices that only of chunked bodies: of a body with a known length the rest would be waited for until the
 * stall timeout. Elsewhere than in Node.js nothing is watched.
 *
 * The agent is Node.js's own with its kept connections; it is only looked over the shoulder.
 */
export const cutWatch = (url: string): CutWatch => {
  const real = globalAgent(url);
  if (real === undefined) return UNWATCHED;
  const known = watches.get(real) ?? watchOver(real);
  watches.set(real, known);
  return known;
};
