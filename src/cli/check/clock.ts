import { asyncScheduler, map, tap, type Observable } from 'rxjs';
import type { HttpResponse, Transport } from '../../http/transport.js';

/** By how much the clock of a server is ahead of ours, in milliseconds: between two bounds. */
interface Offset {
  readonly from: number;
  readonly to: number;
}

/** A clock that is off by less than this harms nothing that a monitor shows. */
const TOLERANCE_MS = 5_000;

/** A `Date` header counts whole seconds. */
const STEP_MS = 1_000;

/**
 * Returns what a response says of the server's clock: it was made between the sending of the request and its arrival, at some time
 * of the second that `Date` names, and `Age` seconds before, where a cache answers. Undefined for a malformed date.
 */
export const offsetOf = (
  date: string | null,
  age: string | null,
  sentAt: number,
  arrivedAt: number,
): Offset | undefined => {
  const named = date === null ? NaN : Date.parse(date);
  const aged = age === null ? 0 : Number(age);
  if (Number.isNaN(named) || !(aged >= 0)) return undefined;
  const from = named + aged * 1_000;
  return { from: from - arrivedAt, to: from + STEP_MS - sentAt };
};

const middle = ({ from, to }: Offset): number => (from + to) / 2;

/** What is known of a clock: nothing, that it agrees with ours, by how much it is off, or that its dates contradict each other. */
export type Clock =
  | { readonly state: 'unknown' }
  | { readonly state: 'ok' | 'off'; readonly offsetMs: number }
  | { readonly state: 'contradictory' };

/** Returns what several responses say together: where their bounds overlap. */
export const clockOf = (offsets: readonly Offset[]): Clock => {
  if (offsets.length === 0) return { state: 'unknown' };
  const from = Math.max(...offsets.map((offset) => offset.from));
  const to = Math.min(...offsets.map((offset) => offset.to));
  // Clocks of several servers behind one name differ by a little.
  if (from - to > TOLERANCE_MS) return { state: 'contradictory' };
  const offsetMs = Math.round(middle({ from, to }));
  const isOff = from > TOLERANCE_MS || to < -TOLERANCE_MS;
  return { state: isOff ? 'off' : 'ok', offsetMs };
};

/** Listens to the dates of responses. */
export class ClockWatch {
  readonly #offsets: Offset[] = [];

  constructor(private readonly now: () => number = () => asyncScheduler.now()) {}

  /** Returns a transport that does what another one does. */
  through(transport: Transport): Transport {
    return (request): Observable<HttpResponse> => {
      let sentAt = this.now();
      return transport(request).pipe(
        tap({ subscribe: () => (sentAt = this.now()) }),
        map((response) => {
          const offset = offsetOf(response.header('date'), response.header('age'), sentAt, this.now());
          if (offset !== undefined) this.#offsets.push(offset);
          return response;
        }),
      );
    };
  }

  read(): Clock {
    return clockOf(this.#offsets);
  }
}

export interface ClockRow {
  readonly type: 'clock';
  readonly provider: string;
  readonly state: Clock['state'];
  /** How far the provider's clock is ahead of ours, in milliseconds; absent where that is not known. */
  readonly offsetMs?: number;
  readonly fix?: string;
}

const OWN = 'set the clock of this machine: expiry and windows of time are judged by it';
const THEIRS =
  'the clocks of other providers agree with ours: look for a proxy between, nothing is to be set here';
const MIXED = 'its responses name times that contradict each other: look for a cache or a proxy between';

/** Returns what is to be done: where others agree with our clock it is not ours that is off. */
const fixOf = (clock: Clock, others: readonly Clock[]): string | undefined => {
  if (clock.state === 'contradictory') return MIXED;
  if (clock.state !== 'off') return undefined;
  return others.some(({ state }) => state === 'ok') ? THEIRS : OWN;
};

/** Returns a row for the clock of each provider that was asked. */
export const clockRows = (clocks: ReadonlyMap<string, Clock>): readonly ClockRow[] =>
  [...clocks].map(([provider, clock]) => {
    const others = [...clocks].filter(([name]) => name !== provider).map(([, each]) => each);
    const fix = fixOf(clock, others);
    return {
      type: 'clock',
      provider,
      state: clock.state,
      ...('offsetMs' in clock ? { offsetMs: clock.offsetMs } : {}),
      ...(fix === undefined ? {} : { fix }),
    };
  });
