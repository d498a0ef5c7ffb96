// A gateway of headwater, or a bare loop over `ws`, in a process of its own, on loopback.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BehaviorSubject, NEVER } from 'rxjs';
import { serveParent } from './lib/child.mjs';
import { messageOf, ROWS, rowsAfter, tableOf } from './lib/gateway.mjs';
import { load } from './lib/headwater.mjs';

const { dist, role } = JSON.parse(process.argv[2]);
const HOST = '127.0.0.1';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let rows = rowsAfter([], 0);
let turn = 0;
const table = new BehaviorSubject(tableOf(rows));

/** A monitor that costs nothing: what is measured is the gateway. */
const monitor = {
  ...Object.fromEntries(
    ['overview$', 'sources$', 'limits$', 'findings$', 'drift$'].map((name) => [name, NEVER]),
  ),
  ...Object.fromEntries(
    ['series', 'credentials', 'principals', 'changes'].map((name) => [name, () => NEVER]),
  ),
  spend: () => table,
  refresh: () => undefined,
  within: () => monitor,
};

const listening = (server) =>
  new Promise((resolve) => server.listen(0, HOST, () => resolve(server.address().port)));

const showRows = () => table.next(tableOf(rows));

/** The sockets of clients, by the path that they asked for. */
const sockets = new Map();

const ROLES = {
  bare: async () => {
    // The same copy that the gateway uses.
    const require = createRequire(join(dist, 'src', 'node', 'index.js'));
    const { WebSocketServer } = (await import(pathToFileURL(require.resolve('ws')).href)).default;
    const server = new WebSocketServer({
      port: 0,
      host: HOST,
      perMessageDeflate: false,
      handleProtocols: () => 'headwater.v1',
    });
    await new Promise((resolve) => server.once('listening', resolve));
    const show = () => {
      const message = messageOf(rows, turn);
      for (const client of server.clients) client.send(message, { binary: false });
    };
    return { port: server.address().port, show };
  },
  serveMonitor: async () => {
    const { serveMonitor } = await load(dist, 'src/node/index.js');
    const { port } = await serveMonitor(monitor, { port: 0, page: false });
    return { port, show: showRows };
  },
  attachMonitor: async () => {
    const { attachMonitor } = await load(dist, 'src/node/index.js');
    const server = createServer();
    const authorize = ({ url, socket }) => {
      sockets.set(url, socket);
      return true;
    };
    attachMonitor(server, monitor, { authorize });
    return { port: await listening(server), show: showRows };
  },
};

const { port, show } = await ROLES[role]();

const step = () => {
  turn += 1;
  rows = rowsAfter(rows, turn);
};

let before = process.cpuUsage();

const ORDERS = {
  /** So many changes, `everyMs` apart. What they cost is asked for when all clients have them. */
  turns: async ({ count, everyMs }) => {
    before = process.cpuUsage();
    for (let n = 0; n < count; n += 1) {
      step();
      show();
      await pause(everyMs);
    }
  },
  cpu: () => {
    const { user, system } = process.cpuUsage(before);
    return { cpuMs: (user + system) / 1000 };
  },
  /** Changes that carry the time at which they were made; says how much was queued for the client of a path at most. */
  timed: async ({ count, everyMs, path }) => {
    let queued = 0;
    const look = () => (queued = Math.max(queued, sockets.get(path)?.writableLength ?? 0));
    for (let n = 0; n < count; n += 1) {
      step();
      table.next(tableOf(rows, String(process.hrtime.bigint())));
      look();
      await pause(everyMs);
      look();
    }
    return { queued };
  },
  /** A table of so many bytes and more, for who opens it now. */
  large: ({ bytes }) => {
    const name = 'x'.repeat(Math.ceil(bytes / ROWS));
    rows = rowsAfter([], 0).map((each) => ({ ...each, name }));
    showRows();
  },
  small: () => {
    rows = rowsAfter([], 0);
    showRows();
  },
  /** What is queued for the client of a path, as soon as it has not changed for a while. */
  queued: async ({ path }) => {
    let last = -1;
    for (let calm = 0, n = 0; calm < 5 && n < 200; n += 1) {
      const now = sockets.get(path)?.writableLength ?? 0;
      calm = now === last ? calm + 1 : 0;
      last = now;
      await pause(20);
    }
    return { queued: last };
  },
};

serveParent(({ order, ...rest }) => ORDERS[order](rest));
process.send({ port });
