import type { HttpClient } from '@angular/common/http';
import { inject, NgZone, type EnvironmentProviders } from '@angular/core';
import { of, type Observable } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import { httpClientTransport, injectMonitor, outsideZone, provideMonitor } from '../../src/angular/index.js';
import type { Transport } from '../../src/http/transport.js';
import { createMonitor, type MonitorViews } from '../../src/monitor/index.js';

declare const http: HttpClient;

expectType<Transport>(httpClientTransport());
expectType<Transport>(httpClientTransport(http));
expectError(httpClientTransport(fetch));

expectType<Observable<number>>(of(1).pipe(outsideZone()));
expectType<Observable<string>>(of('a').pipe(outsideZone(inject(NgZone))));
expectError(of(1).pipe(outsideZone({})));

expectType<EnvironmentProviders>(provideMonitor({ monitor: createMonitor([]) }));
expectType<EnvironmentProviders>(provideMonitor({ url: 'ws://127.0.0.1:4318', token: 't' }));
expectError(provideMonitor({}));
expectError(provideMonitor({ token: 't' }));
expectError(provideMonitor());

expectAssignable<MonitorViews>(injectMonitor());
injectMonitor().connection$.subscribe(({ state }) => {
  expectType<'live' | 'stale' | 'offline' | 'refused'>(state);
});
expectType<void>(injectMonitor().refresh());
expectError(injectMonitor().refresh('openai'));
expectError(injectMonitor().records());
