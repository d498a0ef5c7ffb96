import { Component, computed, inject, input } from '@angular/core';
import { counted } from '../lib/format';
import { darkOf, type Need } from '../lib/panels';
import { Page } from '../state/page';
import { Sources } from '../state/sources';

/**
 * What is said where there is nothing: the cause, and what to do. Nothing there differs from all filtered away, and from what no
 * credential may read.
 */
@Component({
  selector: 'hw-empty',
  template: `
    <div class="empty">
      @if (dark(); as why) {
        <p>
          <b class="state" data-tone="bad"><i aria-hidden="true">✕</i> No permission</b>
        </p>
        <p>{{ why.text }}</p>
        @if (why.docs; as address) {
          <a [href]="address" target="_blank" rel="noopener noreferrer">About this credential</a>
        }
      } @else if (filters() > 0) {
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
  /** The records that the panel shows; absent where it is empty for another cause than a credential. */
  readonly needs = input<readonly Need[]>();
  protected readonly page = inject(Page);
  private readonly sources = inject(Sources).view.value;
  protected readonly dark = computed(() => {
    const needs = this.needs();
    return needs === undefined ? undefined : darkOf(this.sources() ?? [], needs);
  });
  protected words(): string {
    return counted(this.filters(), 'filter');
  }
}
