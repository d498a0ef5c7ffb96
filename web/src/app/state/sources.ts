import { computed, inject, Injectable } from '@angular/core';
import { sourceLines } from '../lib/states';
import { Live } from './live';

/** All sources, which several panels speak of. */
@Injectable({ providedIn: 'root' })
export class Sources {
  private readonly live = inject(Live);
  readonly view = this.live.view(
    () => 0,
    () => this.live.monitor.sources$,
    'sources',
    () => 'sources',
  );
  readonly lines = computed(() => sourceLines(this.view.value() ?? []));
}
