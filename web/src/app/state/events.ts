import { effect, inject, Injectable, signal } from '@angular/core';
import type { ChangeEvent } from 'headwater/monitor';
import { Live } from './live';
import { Page } from './page';

const MOST = 500;
const KEY = 'headwater.position';

const storedPosition = (): string | undefined => {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
};

/** What changed, newest first; after a reload of the tab from where it left off. */
@Injectable({ providedIn: 'root' })
export class Events {
  private readonly live = inject(Live);
  private readonly page = inject(Page);
  private position = storedPosition();
  readonly all = signal<readonly ChangeEvent[]>([]);
  /** Those that are shown: a pause holds back what comes during it. */
  readonly shown = signal<readonly ChangeEvent[]>([]);

  constructor() {
    effect(() => {
      if (!this.page.paused()) this.shown.set(this.all());
    });
    this.live.events(
      () => this.live.monitor.changes(this.position),
      (event) => this.add(event),
      'changes',
    );
  }

  private add(event: ChangeEvent): void {
    this.position = event.position;
    this.all.update((all) => [event, ...all].slice(0, MOST));
    if (this.page.paused()) this.live.held.update((count) => count + 1);
    try {
      sessionStorage.setItem(KEY, event.position);
    } catch {
      // Storage may be closed to this page: a reload begins with what comes then.
    }
  }
}
