import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import { circuitBreaker, createBreaker } from '../../operators/circuitBreaker.js';
import type { ClientEvent } from '../endpoint/events.js';
import type { BreakerOptions } from '../endpoint/options.js';
import { isOutage } from './retryable.js';

/** What guards the requests of one client: an operator for each of them, and one circuit for all. */
export type Guard = <A>() => MonoTypeOperatorFunction<A>;

/** The part of a client that stops asking a service that is down. */
export type BreakerPart = (config: {
  readonly provider: string;
  readonly options: BreakerOptions;
  readonly scheduler: SchedulerLike | undefined;
  readonly emit: (event: ClientEvent) => void;
}) => Guard;

/**
 * The part of a client that sends nothing for a while after failures in a row: one `circuitBreaker` for all walks of the client, which
 * emits an event of type `breaker` when it opens, tries and closes.
 *
 * @example
 * createPlainClient(provider, { breaker: { failureThreshold: 5 } }, { outageBreaker });
 */
export const outageBreaker: BreakerPart = ({ provider, options, scheduler, emit }) => {
  const { failureThreshold = 10, openMs = 30_000 } = options;
  const breaker = createBreaker({
    failureThreshold,
    openMs,
    isFailure: isOutage,
    scheduler,
    onChange: ({ status }) => {
      emit({ type: 'breaker', provider, status });
    },
  });
  // A reply is an answer: the page that the consumer asks for next must meet a closed circuit.
  return () => circuitBreaker(breaker, { answeredBy: 'value' });
};
