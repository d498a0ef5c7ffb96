import { finalize, map, NEVER, startWith, type Observable } from 'rxjs';
import type { CredentialRow, Table, TableQuery } from '../../../src/monitor/index.js';
import { FakeMonitor } from '../../node/gateway/support/fake-monitor.js';

const keyAt = (place: number): CredentialRow => ({
  uid: `acme/api_token/k${String(place)}`,
  provider: 'acme',
  source: 'acme',
  resource: 'keys',
  observedAt: '2026-11-28T12:00:00.000Z',
  revision: 0,
  type: 'credential',
  kind: 'api_token',
  id: `k${String(place)}`,
  name: `Key ${String(place)}`,
  privilege: 'read',
  status: 'active',
  lastUsed: { state: 'not_reported' },
  findings: [],
});

/** A monitor of very many keys that gives what is asked for, and notes which places are looked at. */
export class ManyKeys extends FakeMonitor {
  /** Offsets of the views that are open. */
  readonly open: number[] = [];

  constructor(public count: number) {
    super();
  }

  override credentials({ offset = 0, limit = 100 }: TableQuery = {}): Observable<Table<CredentialRow>> {
    this.open.push(offset);
    const end = Math.min(this.count, offset + limit);
    return NEVER.pipe(
      startWith(undefined),
      map(() => ({
        state: 'ready' as const,
        rows: Array.from({ length: Math.max(0, end - offset) }, (_, place) => keyAt(offset + place)),
        total: this.count,
        coverage: { included: ['acme'], missing: [] },
      })),
      finalize(() => this.open.splice(this.open.indexOf(offset), 1)),
    );
  }
}
