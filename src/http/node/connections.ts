import { subscribe } from 'node:diagnostics_channel';

/** What is known of the connection that a request went out on. */
export interface Carried {
  /** Whether the connection had carried a request before. */
  reused: boolean;
}

/** As much as is read here of what undici publishes when it writes the head of a request. */
interface SentHeaders {
  readonly request: { readonly method: string };
  readonly socket: object;
}

/** Connections that a request went out on. */
const used = new WeakSet();

/** The request that undici has just announced to its handler: it writes the head in the same turn. */
let announced: Carried | undefined;

const onSentHeaders = (message: unknown): void => {
  const { request, socket } = message as SentHeaders;
  // What opens a tunnel through a proxy is no use of the tunnel.
  if (request.method === 'CONNECT') return;
  if (announced !== undefined) announced.reused = used.has(socket);
  announced = undefined;
  used.add(socket);
};

let watching = false;

/** Starts to watch which connections are used. Every dispatcher of undici reports that by this channel alone. */
export const watchConnections = (): void => {
  if (watching) return;
  watching = true;
  subscribe('undici:client:sendHeaders', onSentHeaders);
};

/** To be called when undici announces a request: its connection is found out as soon as the request is written. */
export const noteConnection = (carried: Carried): void => {
  announced = carried;
  // A dispatcher that writes nothing, such as a mock, must not get the connection of another request.
  queueMicrotask(() => {
    if (announced === carried) announced = undefined;
  });
};
