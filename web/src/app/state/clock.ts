import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Live } from './live';

/** Less than this between the clock here and that of the monitor is the way of the network, or of slow figures. */
const TOLERATED_MS = 90_000;

/** The clock of the monitor: a sandbox has one of its own, and figures are as old as that says. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly live = inject(Live);
  private readonly own = signal(Date.now());
  private readonly offset = signal(0);
  /** Milliseconds since 1970, a new value each second while the page is visible. */
  readonly now = computed(() => this.own() + this.offset());
  /** Of all views this is the smallest that ends now. */
  private readonly view = this.live.view(
    () => 0,
    () => this.live.monitor.spend({ by: 'source', window: '60m', limit: 1 }),
    'spend',
  );

  constructor() {
    const timer = setInterval(() => {
      if (!document.hidden) this.own.set(Date.now());
    }, 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    effect(() => {
      const to = this.view.value()?.to;
      if (to !== undefined) untracked(() => this.heard(to));
    });
  }

  private heard(iso: string): void {
    const offset = Date.parse(iso) - Date.now();
    this.offset.set(Math.abs(offset) < TOLERATED_MS ? 0 : offset);
    this.own.set(Date.now());
  }
}
