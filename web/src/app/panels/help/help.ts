import { CdkTrapFocus } from '@angular/cdk/a11y';
import { Component, inject, output } from '@angular/core';
import { HELP } from '../../lib/shortcuts';
import { Page } from '../../state/page';

/** All keys. */
@Component({
  selector: 'hw-help',
  imports: [CdkTrapFocus],
  template: `
    <div class="veil" (click)="closed.emit()"></div>
    <div
      class="dialog panel"
      role="dialog"
      aria-modal="true"
      aria-labelledby="help-title"
      cdkTrapFocus
      [cdkTrapFocusAutoCapture]="true"
    >
      <div class="head">
        <h2 id="help-title">Keyboard shortcuts</h2>
        <button type="button" class="link" (click)="closed.emit()">Close</button>
      </div>
      <dl>
        @for (line of help; track line[0]) {
          <div>
            <dt>
              <kbd>{{ line[0] }}</kbd>
            </dt>
            <dd>{{ line[1] }}</dd>
          </div>
        }
      </dl>
      <label class="check">
        <input type="checkbox" [checked]="page.shortcuts()" (change)="page.toggleShortcuts()" />
        Shortcuts of a single key
      </label>
      <p class="small quiet">
        <b>≥</b> at least: a source is missing, or a list does not reach back far enough. <b>~</b> an
        estimate: tokens times what a token cost before. <b>–</b> nothing reported, which differs from zero.
        Amounts that are reported, metered by a gateway, and estimated never add up.
      </p>
    </div>
  `,
})
export class Help {
  readonly closed = output();
  protected readonly help = HELP;
  protected readonly page = inject(Page);
}
