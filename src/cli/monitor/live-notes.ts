import type { Io } from '../io.js';
import { printable } from '../output/escape.js';
import { messageOf } from '../reason.js';

/** How long the same failure is not said again. */
const QUIET_MS = 60_000;

/** What a monitor that runs has to say on stderr: each failure once a minute, and nothing while the terminal is drawn on. */
export class Notes {
  readonly #said = new Map<string, number>();
  readonly #held = new Set<string>();

  constructor(
    private readonly io: Pick<Io, 'stderr'>,
    private readonly isDrawn: boolean,
    private readonly now: () => number = () => performance.now(),
  ) {}

  failed(error: unknown): void {
    const line = `headwater: ${printable(messageOf(error))}\n`;
    if (this.now() - (this.#said.get(line) ?? -Infinity) < QUIET_MS) return;
    this.#said.set(line, this.now());
    if (this.isDrawn) this.#held.add(line);
    else this.io.stderr.write(line);
  }

  /** The terminal is given back. */
  close(): void {
    for (const line of this.#held) this.io.stderr.write(line);
    this.#held.clear();
  }
}
