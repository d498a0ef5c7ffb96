import { Component, computed, inject } from '@angular/core';
import { clockTime, dayTime, readable } from '../../lib/format';
import { matches } from '../../lib/matches';
import { Empty } from '../../parts/empty';
import { Events } from '../../state/events';
import { Page } from '../../state/page';

/** P8: what changed since the page was opened, or where it left off before. */
@Component({
  selector: 'hw-events',
  imports: [Empty],
  templateUrl: './events.html',
})
export class EventsPanel {
  protected readonly page = inject(Page);
  protected readonly events = inject(Events);
  protected readonly readable = readable;
  protected readonly rows = computed(() =>
    this.events
      .shown()
      .filter(({ text, subject }) => matches(this.page.look().text, [text, subject?.id, subject?.source])),
  );
  protected readonly filters = computed(() =>
    Number(this.page.look().text !== '' && this.events.shown().length > 0),
  );

  protected time(iso: string): string {
    return clockTime(iso, this.page.zone());
  }

  protected full(iso: string): string {
    return dayTime(iso, this.page.zone());
  }
}
