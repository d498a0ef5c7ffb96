import { LiveAnnouncer } from '@angular/cdk/a11y';
import { DestroyRef, effect, inject, Injectable, untracked } from '@angular/core';
import { counted } from '../lib/format';
import { summaryOf } from '../lib/summary';
import { Live } from './live';
import { OverviewState } from './overview';

const EVERY_MS = 30_000;

/** Speaks to screen readers: a summary now and then, at once only what cannot wait. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly speaker = inject(LiveAnnouncer);
  private readonly overview = inject(OverviewState).view.value;
  private readonly live = inject(Live);
  private said = '';
  private critical: number | undefined;

  constructor() {
    const timer = setInterval(() => this.summarize(), EVERY_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    effect(() => {
      const count = this.overview()?.findings.critical;
      if (count === undefined) return;
      const before = this.critical;
      this.critical = count;
      if (before !== undefined && count > before)
        untracked(
          () =>
            void this.speaker.announce(`${counted(count - before, 'new critical finding')}.`, 'assertive'),
        );
    });
  }

  private summarize(): void {
    const overview = this.overview();
    if (overview === undefined || document.hidden || this.live.connection().state !== 'live') return;
    const text = summaryOf(overview);
    if (text === this.said) return;
    this.said = text;
    void this.speaker.announce(text, 'polite');
  }
}
