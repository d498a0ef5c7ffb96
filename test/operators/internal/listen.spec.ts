import { expect } from 'chai';
import { Observable, of, range, take, throwError } from 'rxjs';
import { listen } from '../../../operators/internal/listen.js';

/** An operator that passes everything on. */
const passed = <A>(source: Observable<A>): Observable<A> =>
  new Observable((subscriber) => {
    listen(source, subscriber, {
      next: (value) => subscriber.next(value),
      error: (error: unknown) => subscriber.error(error),
      complete: () => subscriber.complete(),
    });
  });

const logOf = (source: Observable<unknown>): unknown[] => {
  const log: unknown[] = [];
  source.subscribe({
    next: (value) => log.push(value),
    error: (error: unknown) => log.push(`error ${String(error)}`),
    complete: () => log.push('end'),
  });
  return log;
};

describe('listen', () => {
  it('passes values, completion and errors', () => {
    expect(logOf(passed(of(1, 2)))).to.deep.equal([1, 2, 'end']);
    expect(logOf(passed(throwError(() => 'down')))).to.deep.equal(['error down']);
  });

  it('stops a synchronous source in the middle when the consumer leaves', () => {
    let read = 0;
    const endless = new Observable<number>((subscriber) => {
      while (!subscriber.closed) subscriber.next((read += 1));
    });
    expect(logOf(passed(endless).pipe(take(3)))).to.deep.equal([1, 2, 3, 'end']);
    expect(read).to.equal(3);
  });

  it('tears the source down at its end, after the consumer has seen it', () => {
    const log: string[] = [];
    const source = new Observable<number>((subscriber) => {
      subscriber.add(() => log.push('torn down'));
      subscriber.complete();
    });
    passed(source).subscribe({ complete: () => log.push('end') });
    expect(log).to.deep.equal(['end', 'torn down']);
  });

  it('asks nothing of the source for a consumer that has left already', () => {
    let values = 0;
    const source = range(5);
    passed(source)
      .pipe(take(0))
      .subscribe(() => (values += 1));
    expect(values).to.equal(0);
  });

  it('ignores what a source sends after its end', () => {
    const sloppy = new Observable<number>((subscriber) => {
      subscriber.next(1);
      subscriber.complete();
      // eslint-disable-next-line rxjs-x/no-redundant-notify -- the source is a bad one on purpose
      subscriber.next(2);
    });
    expect(logOf(passed(sloppy))).to.deep.equal([1, 'end']);
  });
});
