// The packages of Angular are compiled in part; a bundler does the rest, and where there is none, this compiler.
import '@angular/compiler';
import {
  createEnvironmentInjector,
  Injector,
  NgZone,
  provideZonelessChangeDetection,
  runInInjectionContext,
  type EnvironmentInjector,
  type EnvironmentProviders,
  ɵINJECTOR_SCOPE as SCOPE,
  type Provider,
} from '@angular/core';

/** A zone that says whether something runs outside of it. */
export class FakeZone {
  isOutside = false;

  runOutsideAngular<T>(work: () => T): T {
    const before = this.isOutside;
    this.isOutside = true;
    try {
      return work();
    } finally {
      this.isOutside = before;
    }
  }
}

/** The injector of an app, as `bootstrapApplication` makes one: what is provided in root is there. */
export const appOf = (
  providers: readonly (Provider | EnvironmentProviders)[],
  zone?: FakeZone,
): EnvironmentInjector =>
  createEnvironmentInjector(
    [
      { provide: SCOPE, useValue: 'root' },
      provideZonelessChangeDetection(),
      zone === undefined ? [] : { provide: NgZone, useValue: zone },
      ...providers,
    ],
    Injector.create({ providers: [] }) as EnvironmentInjector,
  );

/** Runs a function where `inject()` may be called. */
export const inContext = <T>(app: EnvironmentInjector, run: () => T): T => runInInjectionContext(app, run);
