import { Component, computed, input } from '@angular/core';
import type { Coverage as Covered } from 'headwater/monitor';
import { coverageText } from '../lib/format';

/** `3 of 4 sources`, where a figure lacks some; the missing ones are named. */
@Component({
  selector: 'hw-coverage',
  template: `
    @if (text(); as words) {
      <span class="badge warn" [title]="'Missing: ' + of().missing.join(', ')">
        {{ words }}<span class="sr">, missing {{ of().missing.join(', ') }}</span>
      </span>
    }
  `,
})
export class CoverageBadge {
  readonly of = input.required<Covered>();
  protected readonly text = computed(() => coverageText(this.of()));
}
