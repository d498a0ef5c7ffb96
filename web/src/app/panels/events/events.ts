import { Component, computed, inject } from '@angular/core';
import { readable } from '../../lib/format';
import { clockTime, dayTime } from '../../lib/times';
import { matches } from '../../lib/matches';
import { Empty } from '../../parts/empty';
import { Events } from '../../state/events';
import { Page } from '../../state/page';
import { Sources } from '../../state/sources';

/** P8: what changed since the page was opened, or where it left off before. */
@Component({
  selector: 'hw-events',
  imports: [Empty],
  templateUrl: './events.html',
})
export class EventsPanel {
  protected readonly page = inject(Page);
  protected readonly events = inject(Events);
  private readonly sources = inject(Sources);
  protected readonly readable = readable;
  protected readonly rows = computed(() =>
    this.events.shown().filter(
      ({ text, subject }) =>
        // A gap is about everything.
        (subject === undefined || this.sources.concerns(subject)) &&
        matches(this.page.look().text, [text, subject?.id, subject?.source]),
    ),
  );
  protected readonly filters = computed(() => (this.events.shown().length === 0 ? 0 : this.page.filters()));

  protected time(iso: string): string {
    return clockTime(iso, this.page.zone());
  }

  protected full(iso: string): string {
    return dayTime(iso, this.page.zone());
  }
}
