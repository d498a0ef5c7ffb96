/** As much of Node.js's `http` as is touched here. */
interface Incoming {
  readonly complete: boolean;
  once(event: 'close', listener: () => void): unknown;
}
interface Outgoing {
  once(event: 'response', listener: (response: Incoming) => void): unknown;
}
interface Agent {
  addRequest(request: Outgoing, ...rest: readonly unknown[]): unknown;
}
interface Host {
  readonly process?: {
    getBuiltinModule?(name: string): { readonly globalAgent: Agent } | undefined;
  };
}

const globalAgent = (url: string): Agent | undefined =>
  (globalThis as Host).process?.getBuiltinModule?.(/^https:/i.test(url) ? 'node:https' : 'node:http')
    ?.globalAgent;

/**
 * Returns what to add to a request of node-fetch, so that `onCut` is told of a connection that closes before the body is
 * complete. node-fetch copies the body into a stream of its own and notices that only of chunked bodies: of a body with
 * a known length the rest would be waited for until the stall timeout. Elsewhere than in Node.js there is nothing to add.
 *
 * The agent is Node.js's own with its kept connections; it is only looked over the shoulder.
 */
export const cutWatch = (url: string, onCut: () => void): Readonly<Record<string, unknown>> => {
  const real = globalAgent(url);
  if (real === undefined) return {};
  const addRequest = (request: Outgoing, ...rest: readonly unknown[]): unknown => {
    request.once('response', (response) => {
      response.once('close', () => {
        if (!response.complete) onCut();
      });
    });
    return real.addRequest(request, ...rest);
  };
  const agent = Object.create(real) as Agent;
  agent.addRequest = addRequest;
  return { agent };
};
