import type { Observable, SchedulerLike, Subscription } from 'rxjs';

/** Keeps a stream subscribed to until it was not asked for a while. One that ended leaves no timer, which would hold the process. */
export class Watching {
  #watching: Subscription | undefined;
  #end: Subscription | undefined;

  constructor(
    private readonly stream: Observable<unknown>,
    private readonly lingerMs: number,
    private readonly scheduler: SchedulerLike,
  ) {}

  renew(): void {
    const endTimer = (): void => this.#end?.unsubscribe();
    this.#watching ??= this.stream.subscribe({ error: endTimer, complete: endTimer });
    endTimer();
    if (this.#watching.closed) return;
    this.#end = this.scheduler.schedule(() => this.stop(), this.lingerMs);
  }

  stop(): void {
    this.#end?.unsubscribe();
    this.#watching?.unsubscribe();
    this.#watching = undefined;
  }
}
