import { asyncScheduler, filter, firstValueFrom, timeout, type Observable } from 'rxjs';
import { WebSocket } from 'ws';
import {
  connectMonitor,
  type ConnectOptions,
  type RemoteMonitor,
} from '../../../../src/monitor/connect/connect-monitor.js';
import { createMonitor, type MonitorOptions } from '../../../../src/monitor/create-monitor.js';
import type { Monitor } from '../../../../src/monitor/monitor.js';
import {
  serveMonitor,
  type ServedMonitor,
  type ServeOptions,
} from '../../../../src/node/gateway/serve-monitor.js';
import type { Served } from '../../../../src/node/gateway/served.js';
import { FakeFeed, fakeSource } from '../../../monitor/support/fake-source.js';
import { NEVER_MS } from '../../../support/patience.js';

/** What a test opens, to be closed behind it. */
export class Rig {
  readonly #closers: (() => unknown)[] = [];
  readonly keys = new FakeFeed('keys', { gives: ['credential'], every: { watchedMs: 20, idleMs: 20 } });

  later(close: () => unknown): void {
    this.#closers.push(close);
  }

  monitor(options: MonitorOptions = {}, feeds: readonly FakeFeed[] = [this.keys]): Monitor {
    const monitor = createMonitor([fakeSource(feeds)], { rules: [], frameMs: 5, lingerMs: 0, ...options });
    this.later(() => monitor.close());
    return monitor;
  }

  async serve(monitor: Served, options: ServeOptions = {}): Promise<ServedMonitor> {
    const gateway = await serveMonitor(monitor, { port: 0, ...options });
    this.later(() => gateway.close());
    return gateway;
  }

  connect(url: string, options: ConnectOptions = {}): RemoteMonitor {
    const remote = connectMonitor(url, { WebSocket, random: () => 0.01, lingerMs: 0, ...options });
    this.later(() => remote.close());
    return remote;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }
}

/** The first value that is as wanted. */
export const until = <T>(stream: Observable<T>, isWanted: (value: T) => boolean): Promise<T> =>
  firstValueFrom(stream.pipe(filter(isWanted), timeout({ first: NEVER_MS, scheduler: asyncScheduler })));
