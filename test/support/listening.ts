import type { AddressInfo, Server } from 'node:net';

/** Resolves to the free port of loopback that a server listens on from then. */
export const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
