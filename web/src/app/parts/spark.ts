import { Component, computed, input } from '@angular/core';

const [WIDTH, HEIGHT] = [64, 22];

/** Pieces of a line: a gap is a gap. */
const piecesOf = (values: readonly (number | null)[]): readonly string[] => {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  const x = (step: number): number =>
    values.length < 2 ? WIDTH / 2 : (step / (values.length - 1)) * (WIDTH - 2) + 1;
  const y = (value: number): number => (most === 0 ? HEIGHT - 2 : HEIGHT - 2 - (value / most) * (HEIGHT - 4));
  const pieces: string[] = [];
  let open: string[] = [];
  values.forEach((value, step) => {
    if (value !== null) open.push(`${x(step).toFixed(1)},${y(value).toFixed(1)}`);
    if ((value === null || step === values.length - 1) && open.length > 0) {
      // A single point is drawn as a short line.
      pieces.push(open.length === 1 ? `${open[0] ?? ''} ${open[0] ?? ''}` : open.join(' '));
      open = [];
    }
  });
  return pieces;
};

/** A small line without axes; what it shows is in the columns beside it. */
@Component({
  selector: 'hw-spark',
  template: `
    <svg
      [attr.viewBox]="'0 0 ${WIDTH} ${HEIGHT}'"
      width="${WIDTH}"
      height="${HEIGHT}"
      aria-hidden="true"
      focusable="false"
    >
      @for (points of pieces(); track $index) {
        <polyline [attr.points]="points" />
      }
    </svg>
  `,
})
export class Spark {
  readonly values = input.required<readonly (number | null)[]>();
  protected readonly pieces = computed(() => piecesOf(this.values()));
}
