import { Component, computed, inject } from '@angular/core';
import type { DriftRow } from 'headwater/monitor';
import { counted } from '../../lib/format';
import { ago } from '../../lib/times';
import { matches } from '../../lib/matches';
import { Empty } from '../../parts/empty';
import { Skeleton } from '../../parts/skeleton';
import { Clock } from '../../state/clock';
import { DriftState } from '../../state/drift';
import { Page } from '../../state/page';

/** P9: where replies depart from what is known. */
@Component({
  selector: 'hw-drift',
  imports: [Empty, Skeleton],
  templateUrl: './drift.html',
})
export class Drift {
  protected readonly page = inject(Page);
  protected readonly clock = inject(Clock);
  protected readonly view = inject(DriftState).view;
  protected readonly rows = computed(() =>
    (this.view.value() ?? []).filter(({ source, feed, path }) =>
      matches(this.page.look().text, [source, feed, path]),
    ),
  );
  protected readonly filters = computed(() =>
    Number(this.page.look().text !== '' && (this.view.value() ?? []).length > 0),
  );
  protected readonly ago = ago;
  protected readonly counted = counted;

  protected what({ change, from, to }: DriftRow): string {
    if (change === 'added') return to === undefined ? 'new' : `new: ${to}`;
    return change === 'missing' ? 'missing' : `${from ?? '?'} → ${to ?? '?'}`;
  }
}
