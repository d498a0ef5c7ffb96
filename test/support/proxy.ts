import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** What a proxy was asked for. */
interface Asked {
  readonly method: string | undefined;
  /** An address, or for a tunnel `host:port`. */
  readonly target: string | undefined;
  readonly login: string | undefined;
}

/** A real HTTP proxy on loopback: forwards requests, and opens tunnels. */
export interface Proxy {
  readonly host: string;
  readonly asked: Asked[];
  /** Connections made to it so far. */
  connections(): number;
  close(): Promise<void>;
}

/** How a proxy behaves. */
export interface ProxyOptions {
  /** The only login that it accepts, as `user:password`. Default: it asks for none. */
  readonly login?: string;
  /** Answers tunnels with this status. Default: it opens them. */
  readonly refuseTunnels?: number | 'close';
  /** Where everything goes to, whatever host was asked for. Default: to that host. */
  readonly target?: { readonly host: string; readonly port: number };
}

/** Starts a proxy on a free port of loopback. */
export const startProxy = async ({ login, refuseTunnels, target }: ProxyOptions = {}): Promise<Proxy> => {
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const isWelcome = ({ method, url, headers }: IncomingMessage): boolean => {
    const given = headers['proxy-authorization'];
    asked.push({ method, target: url, login: given });
    return login === undefined || given === `Basic ${Buffer.from(login).toString('base64')}`;
  };
  const server: Server = createServer((request, response) => {
    if (!isWelcome(request)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
      return;
    }
    const { host, port, pathname, search } = new URL(request.url ?? '');
    const { 'proxy-authorization': _login, ...headers } = request.headers;
    const onward = httpRequest(
      { ...(target ?? { host: host.replace(/:\d+$/, ''), port }), path: pathname + search, headers },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    onward.on('error', () => response.writeHead(502).end());
    onward.end();
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined);
    const status = isWelcome(request) ? refuseTunnels : 407;
    if (status === 'close') socket.destroy();
    else if (status !== undefined) socket.end(`HTTP/1.1 ${String(status)} No\r\ncontent-length: 0\r\n\r\n`);
    else {
      const [host = '', port = ''] = (request.url ?? '').split(':');
      const onward = connect(target ?? { host, port: Number(port) }, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      sockets.add(onward);
      onward.on('error', () => socket.destroy());
    }
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
};
