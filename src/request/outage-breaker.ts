import type { MonoTypeOperatorFunction, SchedulerLike } from 'rxjs';
import { circuitBreaker, createBreaker } from '../../operators/circuitBreaker.js';
import { CircuitOpenError } from '../../operators/errors.js';
import { NetworkError, type ErrorContext } from '../http/errors.js';
import type { ClientEvent } from '../endpoint/events.js';
import type { BreakerOptions } from '../endpoint/options.js';
import { isOutage } from './retryable.js';

/** What guards the requests of one client by one circuit for all of them. */
export interface Guard {
  /** Returns the operator for one request. */
  readonly around: <A>() => MonoTypeOperatorFunction<A>;
  /** Returns what to say of a request that the open circuit did not let through; undefined for any other error. */
  readonly refusal: (error: unknown, context: ErrorContext) => NetworkError | undefined;
}

/** Nothing was sent, since the service has failed again and again. */
const refusal: Guard['refusal'] = (error, context) =>
  error instanceof CircuitOpenError
    ? new NetworkError({
        code: 'network-circuit-open',
        message: `nothing was sent: the service failed too often in a row, the next try is in ${error.retryInMs} ms`,
        advice: 'Wait until the service is back: events$ emits an event when the circuit closes.',
        context,
        cause: error,
      })
    : undefined;

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
 * @param config the provider's name, the options `failureThreshold` (default 10) and `openMs` (milliseconds, default 30,000), the
 * scheduler, and where its events go
 *
 * @example
 * const client = createPlainClient(provider, { transport, breaker: { failureThreshold: 5 } }, { outageBreaker });
 * client.list(widgets).subscribe(({ id }) => console.log(id));
 * // w1
 * // w2
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
  return { around: () => circuitBreaker(breaker, { answeredBy: 'value' }), refusal };
};
