import { filter, merge, type Observable } from 'rxjs';
import type { ClientEvent, DriftEvent } from '../../src/walk/index.js';
import { startSandbox } from '../../src/sandbox/index.js';
import { OPERATIONS, recordedClients, rowsOf, type Row } from './rows.js';

/** What one run over all operations gives. */
export interface ConformanceRun {
  /** In the order of the catalog. */
  readonly rows: readonly Row[];
  /** Where replies had more than the codecs name, or other than they say. */
  readonly drift: readonly DriftEvent[];
}

const isDrift = (event: ClientEvent): event is DriftEvent => event.type === 'drift';

/** Walks every operation on a sandbox of its own. */
export const conformanceRun = async (): Promise<ConformanceRun> => {
  const box = await startSandbox({ seed: 7, scale: 0.1, rateLimits: false });
  const recorded = recordedClients(box);
  const drift: DriftEvent[] = [];
  const clients: readonly { readonly events$: Observable<ClientEvent> }[] = Object.values(recorded.clients);
  const watch = merge(...clients.map(({ events$ }) => events$))
    .pipe(filter(isDrift))
    .subscribe((event) => drift.push(event));
  try {
    const rows: Row[] = [];
    for (const entry of OPERATIONS) rows.push(...(await rowsOf(box, recorded, entry)));
    return { rows, drift };
  } finally {
    watch.unsubscribe();
    await box.close();
  }
};
