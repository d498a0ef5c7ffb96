import { appOf, inContext } from './support.js';
import { expect } from 'chai';
import { filter, firstValueFrom, map, take, toArray } from 'rxjs';
import { WebSocket } from 'ws';
import { injectMonitor, provideMonitor } from '../../src/angular/index.js';
import { connectMonitor, createMonitor } from '../../src/monitor/index.js';
import { serveMonitor } from '../../src/node/index.js';

describe('provideMonitor and injectMonitor', () => {
  it('gives the monitor of the process, always live, and leaves it open when the app ends', async () => {
    const monitor = createMonitor([]);
    const app = appOf([provideMonitor({ monitor })]);
    const injected = inContext(app, injectMonitor);
    expect(inContext(app, injectMonitor)).to.equal(injected);
    expect(await firstValueFrom(injected.connection$)).to.deep.equal({ state: 'live' });
    let isOpen = true;
    injected.overview$.subscribe({ complete: () => (isOpen = false) });
    app.destroy();
    expect(isOpen).to.equal(true);
    monitor.close();
    expect(isOpen).to.equal(false);
  });

  it('hands every query of a monitor of the process on, as it is', () => {
    const monitor = createMonitor([]);
    const seen: unknown[] = [];
    const watched = {
      ...createMonitor([]),
      spend: (query: object) => (seen.push(query), monitor.spend({ by: 'key' })),
      series: (query: object) => (seen.push(query), monitor.series({ by: 'key' })),
      credentials: (query?: object) => (seen.push(query), monitor.credentials()),
      principals: (query?: object) => (seen.push(query), monitor.principals()),
      changes: (since?: string) => (seen.push(since), monitor.changes()),
      refresh: () => void seen.push('refresh'),
    };
    const injected = inContext(appOf([provideMonitor({ monitor: watched })]), injectMonitor);
    injected.spend({ by: 'model' });
    injected.series({ by: 'project' });
    injected.credentials({ limit: 3 });
    injected.principals({ limit: 4 });
    injected.changes('p7');
    injected.refresh();
    const queries = [{ by: 'model' }, { by: 'project' }, { limit: 3 }, { limit: 4 }];
    expect(seen).to.deep.equal([...queries, 'p7', 'refresh']);
    monitor.close();
  });

  it('connects to a gateway once for the app, with its token, and hangs up when the app ends', async () => {
    const monitor = createMonitor([]);
    const gateway = await serveMonitor(monitor, { port: 0, token: 'let-me-in' });
    const app = appOf([provideMonitor({ url: gateway.url, token: 'let-me-in', WebSocket: WebSocket })]);
    const injected = inContext(app, injectMonitor);
    const done = firstValueFrom(
      injected.overview$.pipe(
        map(({ state }) => state),
        toArray(),
      ),
    );
    await firstValueFrom(
      injected.connection$.pipe(
        filter(({ state }) => state === 'live'),
        take(1),
      ),
    );
    app.destroy();
    expect(await done).to.include('reading');
    await gateway.close();
    monitor.close();
  });

  it('takes a connection as it is', () => {
    const connection = connectMonitor('ws://127.0.0.1:9', { WebSocket: WebSocket });
    const app = appOf([provideMonitor({ monitor: connection })]);
    expect(inContext(app, injectMonitor)).to.equal(connection);
    connection.close();
  });

  it('says what is missing where nothing was provided, and where it may be called', () => {
    expect(() => inContext(appOf([]), injectMonitor)).to.throw(/headwater monitor/);
    expect(injectMonitor).to.throw(/injection context/);
  });
});
