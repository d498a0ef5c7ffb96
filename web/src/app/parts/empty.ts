import { Component, inject, input } from '@angular/core';
import { counted } from '../lib/format';
import { Page } from '../state/page';

/** What is said where there is nothing: the cause, and what to do. Nothing there differs from all filtered away. */
@Component({
  selector: 'hw-empty',
  template: `
    <div class="empty">
      @if (filters() > 0) {
        <p>Nothing fits the {{ filters() === 1 ? 'filter' : 'filters' }}.</p>
        <button type="button" (click)="page.clear()">Clear {{ words() }}</button>
      } @else {
        <p>{{ text() }}</p>
      }
    </div>
  `,
})
export class Empty {
  readonly text = input.required<string>();
  /** How many filters narrow what is shown. */
  readonly filters = input(0);
  protected readonly page = inject(Page);
  protected words(): string {
    return counted(this.filters(), 'filter');
  }
}
