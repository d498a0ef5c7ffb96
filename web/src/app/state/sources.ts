import { computed, inject, Injectable } from '@angular/core';
import type { Ref } from 'headwater/monitor';
import { concerns } from '../lib/concerns';
import { isStaleOn, type Need } from '../lib/panels';
import { sourceLines } from '../lib/states';
import { Live } from './live';
import { Page } from './page';

/** All sources, which several panels speak of. */
@Injectable({ providedIn: 'root' })
export class Sources {
  private readonly live = inject(Live);
  private readonly page = inject(Page);
  readonly view = this.live.view(
    () => 0,
    () => this.live.monitor.sources$,
    'sources',
    () => 'sources',
  );
  readonly lines = computed(() => sourceLines(this.view.value() ?? []));
  private readonly providers = computed(
    () => new Map((this.view.value() ?? []).map(({ source, provider }) => [source, provider])),
  );

  /** Whether what a panel shows of some records is old: nothing new comes, or a list of them is out of date. It is dimmed. */
  isOld(...needs: readonly Need[]): boolean {
    return this.live.connection().state !== 'live' || isStaleOn(this.view.value() ?? [], needs);
  }

  /** Whether something about a subject is part of what the page is narrowed to. */
  concerns(subject: Ref): boolean {
    return concerns(this.page.look().where, subject, (source) => this.providers().get(source));
  }
}
