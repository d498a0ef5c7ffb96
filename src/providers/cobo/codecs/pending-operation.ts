import * as t from 'io-ts';

import { int, isoTime, jsonObject, nullable, openEnum, shape } from '../../../codec/index.js';
import { listEnvelope } from './list-envelope.js';

/** An operation that waits, or waited, for an approval: an item of `GET /api/v1/pending-operations`. */
export const pendingOperation = shape(
  'PendingOperation',
  {
    id: t.string,
    /** Who has to approve it: the owner of the wallet. */
    owner_id: t.string,
    wallet_id: t.string,
    /** The principal that asked for it. */
    initiated_by: t.string,
    operation_type: openEnum('transfer', 'contract_call', 'message_sign'),
    /** What was asked for: amount, address, call data … */
    operation_data: jsonObject,
    status: openEnum('pending', 'executing', 'rejected', 'executed'),
    expires_at: isoTime,
    /** Null while it waits, though the document says always an object: it is what came of the approval. */
    execution_result: nullable(jsonObject),
    created_at: isoTime,
    updated_at: isoTime,
  },
  {
    /** The id that the client gave to the request. */
    request_id: nullable(t.string),
    delegation_id: nullable(t.string),
    /** Why an approval is needed. */
    policy_decision: nullable(jsonObject),
    /** The token that push notifications to the vendor's app carry. */
    operation_token: nullable(t.string),
    approved_by: nullable(t.string),
    approved_at: nullable(isoTime),
    rejected_by: nullable(t.string),
    rejected_at: nullable(isoTime),
    last_error: nullable(t.string),
  },
);

export type PendingOperation = t.TypeOf<typeof pendingOperation>;

/** What stands beside pending operations. */
export const pendingOperationEnvelope = shape(
  'PendingOperationEnvelope',
  {},
  {
    ...listEnvelope.optional,
    result: shape(
      'PendingOperationPage',
      {},
      {
        /** 0 on pages asked for by cursor, whatever there is. */
        total: nullable(int),
      },
    ),
  },
);

export type PendingOperationEnvelope = t.TypeOf<typeof pendingOperationEnvelope>;
