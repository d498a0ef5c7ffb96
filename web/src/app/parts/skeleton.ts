import { Component, computed, inject, input } from '@angular/core';
import { pendingText } from '../lib/states';
import { Sources } from '../state/sources';

/** The placeholder of rows that are still being read, of their size, so that nothing moves when they come. */
@Component({
  selector: 'hw-skeleton',
  template: `
    <div class="skeleton" [class.tall]="tall()">
      <p>{{ pending() }}</p>
      @for (row of rows(); track row) {
        <div class="bone" aria-hidden="true"></div>
      }
    </div>
  `,
})
export class Skeleton {
  readonly count = input(4);
  readonly tall = input(false);
  private readonly sources = inject(Sources);
  protected readonly rows = computed(() => Array.from({ length: this.count() }, (_, row) => row));
  protected readonly pending = computed(() => pendingText(this.sources.lines()));
}
