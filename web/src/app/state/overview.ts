import { inject, Injectable } from '@angular/core';
import { Live } from './live';

/** The first look, which the header, the figures and the announcements share. */
@Injectable({ providedIn: 'root' })
export class OverviewState {
  private readonly live = inject(Live);
  readonly view = this.live.view(
    () => 0,
    () => this.live.monitor.overview$,
    'overview',
    () => 'overview',
  );
}
