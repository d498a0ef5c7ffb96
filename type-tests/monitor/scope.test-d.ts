import { expectAssignable, expectError, expectType } from 'tsd';
import type { Monitor, MonitorViews, Ref, Scope } from '../../src/monitor/index.js';

declare const monitor: Monitor;
declare const ref: Ref;

expectType<MonitorViews>(monitor.within({ projects: ['p1', 'acme/p1', ref, { source: 'acme', id: 'p1' }] }));
expectType<MonitorViews>(monitor.within({ owner: ref }));
expectAssignable<Scope>({ owner: 'u1' });
expectError(monitor.within({ projects: [{ id: 'p1' }] }));
expectError(monitor.within({ project: ['p1'] }));
expectError(monitor.within({ projects: [1] }));
