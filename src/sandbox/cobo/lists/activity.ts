import { valueOf } from '../../http.js';
import { tableOf, type Row, type Table } from '../../table.js';
import type { WireItem } from '../../types.js';
import { sizeOf } from '../../world.js';
import { anyOf, diceFor, rowOf, type Era } from '../era.js';
import { isoOf } from '../iso.js';
import type { CoboKey } from '../identities.js';
import { asked, instant, listing, oneOf, textOf, uuid, type Asking, type CoboList } from '../listing.js';

/** What was done and what waits to be. */
interface ActivityTables {
  readonly auditLogs: Table;
  /** Operations that wait for approval, or did, with the wallet as parent. */
  readonly pendingOperations: Table;
}

/** What activity is built from. */
interface ActivitySources {
  readonly wallets: Table;
  readonly keys: readonly CoboKey[];
}

const ACTIONS = [
  'transfer.initiate',
  'transfer.allowed',
  'wallet.read',
  'wallet.balances',
  'contract_call.initiate',
  'policy.create',
  'authz.check',
  'faucet.deposit',
] as const;

/** Builds the audit logs and the operations. */
export function activityTables(era: Era, sources: ActivitySources): ActivityTables {
  const nowMs = (): number => era.nowMs();
  const auditLogs = tableOf({
    nowMs,
    build: () => {
      const count = sizeOf(800, era.scale, 60);
      return Array.from({ length: count }, (_, place) =>
        auditRow(era, sources, count - place, era.start - (place + 1) * 400_009),
      );
    },
    make: ({ number, at }) => auditRow(era, sources, 100_000 + number, at),
  });
  const pendingOperations = tableOf({
    nowMs,
    build: () => {
      const count = sizeOf(120, era.scale, 30);
      return Array.from({ length: count }, (_, place) =>
        operationRow(era, sources, count - place, era.start - (place + 1) * 1_000_003),
      );
    },
    make: ({ number, at, parent }) => operationRow(era, sources, 10_000 + number, at, parent),
  });
  return { auditLogs, pendingOperations };
}

/** The value of a contract call is an integer beyond 2^53, in the smallest unit of its coin. */
const WEI = 1_000_000_000_000_000_001n;

function auditRow(era: Era, { wallets, keys }: ActivitySources, number: number, at: number): Row {
  const dice = diceFor(era, 'audit', number);
  const action = anyOf(dice, ACTIONS);
  const who = dice.chance(0.9) ? anyOf(dice, dice.chance(0.8) ? era.agents : era.humans) : undefined;
  const wallet = action.startsWith('authz') ? undefined : anyOf(dice, wallets.seeded());
  const result = dice.pick(['allowed', 'allowed', 'allowed', 'denied', 'pending', 'error']);
  const key = anyOf(dice, keys);
  const moves = action.startsWith('transfer') || action.startsWith('contract_call');
  const wire = {
    id: number,
    principal_id: who?.id ?? null,
    principal_type: who?.type ?? 'system',
    wallet_id: wallet?.id ?? null,
    resource_type: wallet === undefined ? 'api_key' : 'wallet',
    resource_id: wallet?.id ?? key.id,
    action,
    result,
    authz_details: result === 'denied' ? { denial_code: 'TRANSFER_LIMIT_EXCEEDED', limit_value: '100' } : {},
    request: moves ? requestOf(action) : {},
    error: result === 'error' ? 'upstream failed' : null,
    created_at: isoOf(at),
  };
  return { id: String(number), at, wire };
}

function requestOf(action: string): WireItem {
  const base = { chain_id: 'SETH', token_id: 'SETH_USDC' };
  return action.startsWith('contract_call') ? { ...base, value: WEI } : { ...base, amount: '500' };
}

function operationRow(
  era: Era,
  { wallets }: ActivitySources,
  number: number,
  at: number,
  parent?: string,
): Row {
  const dice = diceFor(era, 'operation', number);
  const id = dice.uuid();
  const wallet = parent === undefined ? anyOf(dice, wallets.seeded()) : rowOf(wallets.rows(), parent);
  const status = dice.pick(['pending', 'pending', 'executing', 'rejected', 'executed']);
  const owner = wallet.wire.owner_id;
  const approved = status === 'executing' || status === 'executed';
  const done = isoOf(at + 600_000);
  const type = dice.pick(['transfer', 'contract_call', 'message_sign']);
  const wire = {
    id,
    owner_id: owner,
    request_id: dice.chance(0.7) ? `req-${String(number)}` : null,
    wallet_id: wallet.id,
    initiated_by: anyOf(dice, era.agents).id,
    delegation_id: null,
    operation_type: type,
    operation_data: type === 'transfer' ? { amount: '500', dst_addr: '0x01' } : {},
    policy_decision: dice.chance(0.5) ? { decision: 'approval_required' } : null,
    status,
    operation_token: null,
    approved_by: approved ? owner : null,
    approved_at: approved ? done : null,
    rejected_by: status === 'rejected' ? owner : null,
    rejected_at: status === 'rejected' ? done : null,
    expires_at: isoOf(at + 86_400_000),
    execution_result: status === 'executed' ? { status: 'ok' } : {},
    last_error: null,
    created_at: isoOf(at),
    updated_at: isoOf(at),
  };
  return { id, at, parent: wallet.id, wire };
}

/** Audit logs and pending operations; both keep their items in `result.items`. */
export function activityLists({ auditLogs, pendingOperations }: ActivityTables): readonly CoboList[] {
  return [
    {
      list: 'auditLogs',
      shelf: auditLogs,
      path: '/api/v1/audit-logs',
      items: 'result.items',
      answer: listing({
        checks: [
          uuid('wallet_id'),
          uuid('principal_id'),
          textOf('action', 128),
          oneOf('result', ['allowed', 'denied', 'pending', 'error']),
          instant('start_time'),
          instant('end_time'),
        ],
        rows: () => auditLogs.rows(),
        keeps: (row, asking) =>
          ['wallet_id', 'principal_id', 'action', 'result'].every((name) => asked(row, asking, name)) &&
          between(row, asking),
        pages: { limits: [50, 200], mode: 'cursor', alias: 'cursor' },
        result: (items, { meta }) => ({ items, next_cursor: meta.after ?? null }),
      }),
    },
    {
      list: 'pendingOperations',
      shelf: pendingOperations,
      path: '/api/v1/pending-operations',
      items: 'result.items',
      answer: listing({
        checks: [oneOf('status', ['pending', 'executing', 'rejected', 'executed'])],
        rows: () => pendingOperations.rows(),
        keeps: (row, asking) => asked(row, asking, 'status'),
        pages: { limits: [50, 200] },
        result: (items, { meta }) => ({ items, total: meta.total ?? 0 }),
      }),
    },
  ];
}

/** From `start_time` on, and before `end_time`. */
function between({ wire }: Row, { ask }: Asking): boolean {
  const at = Date.parse(String(wire.created_at));
  const [from, to] = [
    Date.parse(valueOf(ask, 'start_time') ?? ''),
    Date.parse(valueOf(ask, 'end_time') ?? ''),
  ];
  return !(at < from) && !(at >= to);
}
