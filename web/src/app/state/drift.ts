import { inject, Injectable } from '@angular/core';
import { Live } from './live';

/** Where replies depart from what is known, which several panels speak of. */
@Injectable({ providedIn: 'root' })
export class DriftState {
  private readonly live = inject(Live);
  readonly view = this.live.view(
    () => 0,
    () => this.live.monitor.drift$,
    'drift',
  );
}
