import { inject, Injectable } from '@angular/core';
import { Live } from './live';

/** All limits and budgets, which several panels hold figures against. */
@Injectable({ providedIn: 'root' })
export class LimitsState {
  private readonly live = inject(Live);
  readonly view = this.live.view(
    () => 0,
    () => this.live.monitor.limits$,
    'limits',
    () => 'limits',
  );
}
