import { DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Live } from './live';
import { Page } from './page';

/** When the connection was lost, by the clock of this machine. */
@Injectable({ providedIn: 'root' })
export class LostSince {
  private readonly live = inject(Live);
  private readonly page = inject(Page);
  readonly at = signal<string | undefined>(undefined);
  readonly now = signal(Date.now());
  private wasLive = false;

  constructor() {
    effect(() => {
      const { state } = this.live.connection();
      const hidden = this.page.hidden();
      untracked(() => {
        if (state === 'live') {
          this.wasLive = true;
          this.at.set(undefined);
        } else if (state === 'offline' && this.wasLive && !hidden && this.at() === undefined)
          this.at.set(new Date().toISOString());
      });
    });
    const timer = setInterval(() => this.now.set(Date.now()), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
