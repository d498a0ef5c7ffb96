import { Observable } from 'rxjs';
import type { VirtualTimeScheduler } from 'rxjs';

/** The most that happens in any half-open stretch of this length: it is reached in one that begins with something. */
export function busiest(times: readonly number[], perMs: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + perMs).length));
}

export interface ModelReply {
  readonly status: number;
  readonly header: (name: string) => string | null;
}

interface ModelRequest {
  /** How long the network takes to the server, and back. */
  readonly upMs: number;
  readonly downMs: number;
}

interface WindowServerConfig {
  readonly limit: number;
  readonly perMs: number;
  /** Whether a refused request counts in the window too. */
  readonly countsRefused: boolean;
  /** The headers of a reply, when `left` are left; default none. */
  readonly headers?: (left: number, refused: boolean) => Readonly<Record<string, string>>;
}

/** A server at the far end of a network, on virtual time: it allows so many arrivals in any window and refuses the rest. */
export function windowServer(scheduler: VirtualTimeScheduler, config: WindowServerConfig) {
  const { limit, perMs, countsRefused, headers } = config;
  const arrivals: number[] = [];
  let counted: number[] = [];
  let refused = 0;

  const answer = (): ModelReply => {
    const now = scheduler.now();
    arrivals.push(now);
    counted = counted.filter((at) => at + perMs > now);
    const allowed = counted.length < limit;
    if (allowed || countsRefused) counted.push(now);
    if (!allowed) refused++;
    const told = headers?.(Math.max(0, limit - counted.length), !allowed) ?? {};
    return { status: allowed ? 200 : 429, header: (name) => told[name.toLowerCase()] ?? null };
  };

  /** One request; it is sent when it is subscribed to. */
  const request = ({ upMs, downMs }: ModelRequest): Observable<ModelReply> =>
    new Observable((subscriber) => {
      // What is on its way arrives, whoever still listens.
      scheduler.schedule(() => {
        const reply = answer();
        subscriber.add(
          scheduler.schedule(() => {
            subscriber.next(reply);
            subscriber.complete();
          }, downMs),
        );
      }, upMs);
    });

  return { request, arrivals: arrivals as readonly number[], refused: () => refused };
}
