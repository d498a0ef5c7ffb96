import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { RedisReport } from '../../../src/cluster/check-redis.js';

/** A server that reports what it is, and does nothing else: as old, or as wrongly set up, as a test needs it. */
export const fakeRedis = ({ version, policy }: RedisReport) => {
  const report = `redis_version:${version}\r\nmaxmemory_policy:${policy}\r\nloading:0\r\n`;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      // Each command is an array of texts.
      for (const command of data.toString().split(/^\*/m).slice(1))
        socket.write(
          /\r\ninfo\r\n/i.test(command) ? `$${String(report.length)}\r\n${report}\r\n` : '+OK\r\n',
        );
    });
  });
  return {
    get url(): string {
      return `redis://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    },
    start: (): Promise<void> => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)),
    stop: (): Promise<void> =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
