/** How soon what failed is tried again. */
export const RETRY_MS = 1_000;

/** Runs a task, again and again, with a pause behind each; what it fails with is reported, and it is tried again sooner. */
export class Repeating {
  #isOver = false;
  #alarm: NodeJS.Timeout | undefined;
  #wake = (): void => undefined;
  readonly #running: Promise<void>;

  constructor(
    private readonly task: () => Promise<void>,
    private readonly everyMs: number,
    private readonly failed: (error: unknown) => void,
  ) {
    this.#running = this.#loop();
  }

  async #loop(): Promise<void> {
    while (!this.#isOver) {
      const isDone = await this.task().then(
        () => true,
        (error: unknown) => {
          this.failed(error);
          return false;
        },
      );
      await this.#pause(isDone ? this.everyMs : Math.min(RETRY_MS, this.everyMs));
    }
  }

  #pause(ms: number): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#alarm = setTimeout(resolve, ms);
    });
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#alarm);
    this.#wake();
    await this.#running;
  }
}
