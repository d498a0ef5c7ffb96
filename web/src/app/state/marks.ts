import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { marksOf, type Mark } from '../lib/marks';
import { Clock } from './clock';
import { DriftState } from './drift';
import { Events } from './events';
import { Sources } from './sources';

const MOST_WAITS = 100;

/** What happened, for the chart. That a provider asks to wait is no event of the monitor: it is noticed here, as it happens. */
@Injectable({ providedIn: 'root' })
export class Marks {
  private readonly events = inject(Events);
  private readonly drift = inject(DriftState);
  private readonly sources = inject(Sources);
  private readonly clock = inject(Clock);
  private readonly waits = signal<readonly Mark[]>([]);
  private waiting: ReadonlySet<string> | undefined;
  readonly all = computed(() => marksOf(this.events.shown(), this.drift.view.value() ?? [], this.waits()));

  constructor() {
    effect(() => {
      const now = new Set(
        this.sources
          .lines()
          .filter(({ feeds }) => feeds.some(({ state }) => state === 'rate_limited'))
          .map(({ source }) => source),
      );
      const news = [...now].filter((source) => this.waiting?.has(source) !== true);
      this.waiting = now;
      if (news.length > 0) untracked(() => this.add(news));
    });
  }

  private add(sources: readonly string[]): void {
    const at = this.clock.now() / 1000;
    const news = sources.map((source) => ({ at, text: `${source} asks to wait (429).` }));
    this.waits.update((waits) => [...waits, ...news].slice(-MOST_WAITS));
  }
}
