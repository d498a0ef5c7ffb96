import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** What is in front of the listeners of one server. */
interface Front {
  /** Who takes upgrades, by path: the last one that came is the first in its list. */
  readonly takers: Map<string | undefined, readonly Upgrade[]>;
  /** Takes it away again. */
  readonly leave: () => void;
}

/** One for each server, however many come and go: of a chain of them, what leaves before a later one would stay. */
const FRONTS = new WeakMap<EventEmitter, Front>();

const pathOf = ({ url }: IncomingMessage): string | undefined => url?.split('?', 1)[0];

const frontOf = (server: EventEmitter): Front => {
  const takers: Front['takers'] = new Map();
  const before = Object.getOwnPropertyDescriptor(server, 'emit');
  const emit = server.emit.bind(server) as (...args: readonly unknown[]) => boolean;
  const diverted = (...args: readonly unknown[]): boolean => {
    const [event, ...rest] = args as [unknown, ...Parameters<Upgrade>];
    const take = event === 'upgrade' ? takers.get(pathOf(rest[0]))?.[0] : undefined;
    if (take === undefined) return emit(...args);
    take(...rest);
    return true;
  };
  const leave = (): void => {
    // Whoever has put something in front of it since keeps that.
    if (Reflect.get(server, 'emit') !== diverted) return;
    FRONTS.delete(server);
    if (before === undefined) Reflect.deleteProperty(server, 'emit');
    else Object.defineProperty(server, 'emit', before);
  };
  server.emit = diverted;
  const front = { takers, leave };
  FRONTS.set(server, front);
  return front;
};

/**
 * Takes the upgrades of one path before any listener of the server sees them: a `WebSocketServer({ server, path })` of the package `ws`
 * refuses each request that is for another path than its own, and writes that into the socket. Returns how to stop it.
 */
export const divert = (server: EventEmitter, path: string, take: Upgrade): (() => void) => {
  const { takers, leave } = FRONTS.get(server) ?? frontOf(server);
  takers.set(path, [take, ...(takers.get(path) ?? [])]);
  return () => {
    const left = takers.get(path)?.filter((each) => each !== take) ?? [];
    if (left.length > 0) takers.set(path, left);
    else takers.delete(path);
    if (takers.size === 0) leave();
  };
};
