/** What is needed of a websocket: that of browsers and Node.js 22, or `WebSocket` of the package `ws`. */
export interface WebSocketLike {
  /** Called when the connection is open. */
  onopen: ((event: never) => void) | null;
  /** Called with each message. */
  onmessage: ((event: never) => void) | null;
  /** Called before a close that is an error. */
  onerror: ((event: never) => void) | null;
  /** Called when the connection is closed. */
  onclose: ((event: never) => void) | null;
  /** Sends one message. */
  send(data: string): void;
  /** Closes the connection. */
  close(code?: number, reason?: string): void;
}

/** Makes a websocket. */
export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocketLike;

/** What the handlers of a websocket are given. */
interface Handlers {
  readonly open: () => void;
  readonly message: (text: unknown) => void;
  readonly close: (code: number) => void;
}

/** Sets the handlers of a websocket; returns a function that ends it and hears nothing more of it. */
export const handle = (socket: WebSocketLike, { open, message, close }: Handlers): (() => void) => {
  socket.onopen = open;
  socket.onmessage = ({ data }: { readonly data: unknown }) => message(data);
  socket.onclose = ({ code }: { readonly code: number }) => close(code);
  // A close follows each error. `ws` throws an error that nobody hears, that of a socket closed before it is open too.
  socket.onerror = () => undefined;
  return () => {
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  };
};

/** @throws TypeError where there is neither */
export const constructorOf = (given: WebSocketConstructor | undefined): WebSocketConstructor => {
  const found = given ?? (globalThis as { readonly WebSocket?: WebSocketConstructor }).WebSocket;
  if (found !== undefined) return found;
  throw new TypeError(
    'there is no global WebSocket: pass one, such as that of the package ws, as the option WebSocket',
  );
};

/** A token as the name of a subprotocol: base64url. */
export const protocolOfToken = (prefix: string, token: string): string => {
  const bytes = new TextEncoder().encode(token);
  const text = btoa(String.fromCharCode(...bytes));
  return prefix + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};
