import { Subscriber, type Observable, type Observer } from 'rxjs';

/**
 * Subscribes an observer to a source for as long as the consumer stays: a synchronous source is stopped in the middle when the
 * consumer leaves. RxJS's own operators do the same inside; a plain `source.subscribe(observer)` gives the means to stop only
 * after a synchronous source has sent everything. What the observer leaves out goes to the consumer.
 *
 * Nothing catches what the observer throws: it passes the errors of user functions on itself.
 */
export const listen = <A>(
  source: Observable<A>,
  consumer: Subscriber<A>,
  { next, error, complete }: Partial<Observer<A>>,
): void => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- RxJS 7 has no other way to be closed before `subscribe` returns; `operate` of RxJS 8 takes its place
  const inner = new Subscriber<A>({
    next: next ?? ((value: A) => consumer.next(value)),
    error: error ?? ((failure: unknown) => consumer.error(failure)),
    complete: complete ?? (() => consumer.complete()),
  });
  consumer.add(inner);
  source.subscribe(inner);
};
