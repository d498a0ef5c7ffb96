// A minute of quota takes a minute to use up. Here it does not: client and server share a clock that only jumps.
import { map, of, timer, VirtualTimeScheduler } from 'rxjs';
import { pageAfter, pagesOf } from './pages.mjs';

const immediately = () => new Promise((resolve) => setImmediate(resolve));

/** Runs what is due, then lets promises settle, until `done` says so. */
const drive = async (scheduler, done) => {
  while (!done()) {
    await immediately();
    const next = scheduler.actions[0];
    if (next === undefined) continue;
    scheduler.maxFrames = next.delay;
    scheduler.flush();
  }
};

/** A server behind a transport: requests take 1 to 50 ms to reach it, replies as long to come back. */
export const virtualServer = ({ size, pages }) => {
  const scheduler = new VirtualTimeScheduler(undefined, 0);
  const arrivals = [];
  const bodies = pagesOf('lastId', size, pages);
  let sent = 0;
  const transport = ({ url }) => {
    sent += 1;
    const travelMs = 1 + ((sent * 37) % 50);
    const at = pageAfter(new URL(url).searchParams.get('after'), size);
    arrivals.push(scheduler.now() + travelMs);
    return timer(2 * travelMs, scheduler).pipe(
      map(() => ({ status: 200, header: () => null, text: () => of(bodies(at).toString()) })),
    );
  };
  return {
    scheduler,
    transport,
    arrivals: () => [...arrivals].sort((a, b) => a - b),
    drive: (done) => drive(scheduler, done),
  };
};
