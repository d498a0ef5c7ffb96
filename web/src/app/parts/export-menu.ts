import { Component, ElementRef, inject, signal, viewChild } from '@angular/core';
import { Exporter, type Format } from '../state/exporter';

const FORMATS: readonly (readonly [Format, string])[] = [
  ['csv', 'CSV'],
  ['json', 'JSON'],
  ['ndjson', 'NDJSON'],
  ['focus', 'CSV with the columns of FOCUS (costs)'],
];

/** Files of what is shown. */
@Component({
  selector: 'hw-export-menu',
  host: { class: 'menu', '(keydown.escape)': 'close(true)', '(focusout)': 'left($event)' },
  template: `
    <button
      #button
      type="button"
      class="tool"
      (click)="isOpen() ? close(false) : open()"
      [attr.aria-expanded]="isOpen()"
    >
      Export
    </button>
    @if (isOpen()) {
      <ul class="pop">
        @for (format of formats; track format[0]) {
          <li>
            <button type="button" (click)="save(format[0])">{{ format[1] }}</button>
          </li>
        }
        <li>
          <button type="button" (click)="copyQuery()">Copy the chart as Prometheus query</button>
        </li>
      </ul>
    }
  `,
})
export class ExportMenu {
  private readonly exporter = inject(Exporter);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly button = viewChild.required<ElementRef<HTMLButtonElement>>('button');
  protected readonly formats = FORMATS;
  protected readonly isOpen = signal(false);

  open(): void {
    this.isOpen.set(true);
    setTimeout(() => this.host.nativeElement.querySelector<HTMLButtonElement>('.pop button')?.focus());
  }

  protected close(refocus: boolean): void {
    this.isOpen.set(false);
    if (refocus) this.button().nativeElement.focus();
  }

  protected left({ relatedTarget }: FocusEvent): void {
    if (relatedTarget instanceof Node && !this.host.nativeElement.contains(relatedTarget))
      this.isOpen.set(false);
  }

  protected copyQuery(): void {
    this.close(true);
    this.exporter.copyQuery();
  }

  protected save(format: Format): void {
    this.close(true);
    void this.exporter.save(format);
  }
}
