import { Observable, Subject } from 'rxjs';
import type { Frame, View } from '../views/view.js';

/** One view that somebody looks at: computed once, however many look. */
export class LiveView<T> {
  readonly #news = new Subject<T>();
  #view: View<T> | undefined;
  #value: T | undefined;
  #viewers = 0;
  #isDirty = false;
  #emittedAt = -Infinity;

  constructor(
    private readonly make: () => View<T>,
    private readonly now: () => number,
    private readonly opened: () => void,
    private readonly closed: () => void,
  ) {}

  /** The present value, then each change of it. */
  readonly values$ = new Observable<T>((subscriber) => {
    this.#enter();
    subscriber.add(() => this.#leave());
    subscriber.next(this.#value as T);
    if (!subscriber.closed) subscriber.add(this.#news.subscribe(subscriber));
  });

  #enter(): void {
    this.#viewers += 1;
    if (this.#viewers > 1) return;
    this.opened();
    this.#view = this.make();
    this.#value = this.#view.read();
    this.#isDirty = false;
    this.#emittedAt = this.now();
  }

  #leave(): void {
    this.#viewers -= 1;
    if (this.#viewers > 0) return;
    this.#view?.dispose();
    this.#view = undefined;
    this.#value = undefined;
    this.closed();
  }

  /** Takes a frame in. */
  refresh(frame: Frame): void {
    if (this.#view?.refresh(frame) === true) this.#isDirty = true;
  }

  /** Emits where the value may be another one and the last is old enough; returns when it may next, else. */
  emit(now: number, frameMs: number): number {
    if (!this.#isDirty || this.#view === undefined) return Infinity;
    const due = this.#emittedAt + frameMs;
    if (now < due) return due;
    this.#isDirty = false;
    this.#emittedAt = now;
    this.#value = this.#view.read();
    this.#news.next(this.#value);
    return Infinity;
  }

  complete(): void {
    this.#news.complete();
  }
}
