/** A websocket that was opened before the script of the page ran, and what was heard of it. */
interface Early {
  readonly socket: WebSocket;
  readonly heard: readonly Event[];
}

/** Takes what `connect.js` left, once. */
const taken = (): Early | undefined => {
  const place = globalThis as { headwaterEarly?: Early };
  const early = place.headwaterEarly;
  delete place.headwaterEarly;
  return early;
};

/** Hands the events to the listeners of that moment. */
const replay = ({ socket, heard }: Early): void => {
  for (const event of heard)
    if (event.type === 'open') socket.onopen?.(event);
    else if (event.type === 'message') socket.onmessage?.(event as MessageEvent);
    else socket.onclose?.(event as CloseEvent);
};

/** As `WebSocket`, but the first one is that which was opened early, where it leads to the same place. */
export const EarlySocket = new Proxy(WebSocket, {
  construct: (target, [url, protocols]: [string, string[]]) => {
    const early = taken();
    if (early === undefined) return new target(url, protocols);
    if (early.socket.url !== url || protocols.length > 1) {
      early.socket.close();
      return new target(url, protocols);
    }
    queueMicrotask(() => replay(early));
    return early.socket;
  },
});
