// Saved views of the key inventory.
import type { TableQuery } from 'headwater/monitor';

type Where = NonNullable<TableQuery['where']>;

interface KeyView {
  readonly id: string;
  readonly word: string;
  readonly where?: Where;
  /** Only what was created on one of so many days, today among them. */
  readonly days?: number;
  readonly sort?: string;
  /** What it means that there is none. */
  readonly none: string;
}

export const KEY_VIEWS: readonly KeyView[] = [
  { id: 'all', word: 'All', none: 'No source has reported a key. See the sources above.' },
  {
    id: 'never-used',
    word: 'Never used',
    where: { lastUsed: 'never' },
    none: 'Each key whose provider reports its use was used.',
  },
  { id: 'idle', word: 'Idle > 90 d', where: { findings: 'key.idle' }, none: 'No key is idle.' },
  {
    id: 'expiring',
    word: 'Expires soon',
    where: { findings: 'key.expiring' },
    sort: 'expiresAt',
    none: 'No key expires soon.',
  },
  {
    id: 'no-expiry',
    word: 'No expiry',
    where: { findings: 'key.no_expiry' },
    none: 'Each key that can expire does.',
  },
  {
    id: 'owner-gone',
    word: 'Owner gone',
    where: { findings: 'key.owner_gone' },
    none: 'The owner of each key is there.',
  },
  {
    id: 'revoked-used',
    word: 'Revoked yet used',
    where: { findings: 'key.revoked_used' },
    none: 'No revoked key is in use.',
  },
  {
    id: 'new',
    word: 'New this week',
    days: 7,
    sort: '-createdAt',
    none: 'No key was created in the last seven days.',
  },
  {
    id: 'no-record',
    word: 'No record',
    where: { lastUsed: 'no_record' },
    none: 'There is a record of the use of each key.',
  },
];

export const keyViewOf = (id: string): KeyView =>
  KEY_VIEWS.find((view) => view.id === id) ?? (KEY_VIEWS[0] as KeyView);

const DAY_MS = 86_400_000;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What a saved view narrows the table to, at a time. */
export const whereOf = ({ where = {}, days = 0 }: KeyView, nowMs: number): Where =>
  days === 0
    ? where
    : { ...where, createdOn: Array.from({ length: days }, (_, back) => dayOf(nowMs - back * DAY_MS)) };
