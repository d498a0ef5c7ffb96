import { Component, computed, inject, input } from '@angular/core';
import { driftOn, driftText, type Need } from '../lib/panels';
import { DriftState } from '../state/drift';
import { Sources } from '../state/sources';

/** Says that replies which a panel rests on are not as they were; what could be read of them is shown. */
@Component({
  selector: 'hw-drift-chip',
  template: `
    @if (text(); as words) {
      <span class="badge warn" data-drift [title]="words"
        ><i aria-hidden="true">▲</i> drift<span class="sr">: {{ words }}</span></span
      >
    }
  `,
})
export class DriftChip {
  /** The records that the panel shows. */
  readonly needs = input.required<readonly Need[]>();
  private readonly drift = inject(DriftState).view.value;
  private readonly sources = inject(Sources).view.value;
  protected readonly text = computed(() =>
    driftText(driftOn(this.drift() ?? [], this.sources() ?? [], this.needs())),
  );
}
