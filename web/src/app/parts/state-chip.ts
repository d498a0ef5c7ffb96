import { Component, computed, input } from '@angular/core';
import type { SourceRow } from 'headwater/monitor';
import { STATES } from '../lib/states';

/** How a source is: by word, shape and colour. */
@Component({
  selector: 'hw-state',
  template: `<span class="state" [attr.data-tone]="word().tone"
    ><i aria-hidden="true">{{ word().shape }}</i> {{ word().word }}</span
  >`,
})
export class StateChip {
  readonly state = input.required<SourceRow['state']>();
  protected readonly word = computed(() => STATES[this.state()]);
}
