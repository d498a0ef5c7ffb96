import * as t from 'io-ts';
import { int, isoTime, jsonObject, nullish, openEnum, shape } from '../../codec/index.js';
import { vendorEndpoint, openWord } from '../../walk/index.js';
import { coboPaging, cursorParams, listEnvelope, upTo200 } from './list.js';

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
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    /** What came of the approval: none while it waits, though the document says always an object. */
    execution_result: jsonObject,
    /** The id that the client gave to the request. */
    request_id: t.string,
    delegation_id: t.string,
    /** Why an approval is needed. */
    policy_decision: jsonObject,
    /** The token that push notifications to the vendor's app carry. */
    operation_token: t.string,
    approved_by: t.string,
    approved_at: isoTime,
    rejected_by: t.string,
    rejected_at: isoTime,
    last_error: t.string,
  }),
);

export type PendingOperation = t.TypeOf<typeof pendingOperation>;

/** What comes with pending operations. */
export const pendingOperationEnvelope = shape(
  'PendingOperationEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    result: shape(
      'PendingOperationPage',
      {},
      nullish({
        /** 0 on pages asked for by cursor, whatever there is. */
        total: int,
      }),
    ),
  }),
);

export type PendingOperationEnvelope = t.TypeOf<typeof pendingOperationEnvelope>;

/** `GET /api/v1/pending-operations`: `result.total` is 0 on pages asked for by cursor, and never read. */
export const pendingOperations = vendorEndpoint({
  id: 'cobo.pendingOperations',
  path: '/api/v1/pending-operations',
  params: {
    ...cursorParams,
    status: openWord(['pending', 'executing', 'rejected', 'executed'], 'Only operations in this status.'),
  },
  paging: coboPaging('result.items'),
  limits: upTo200,
  envelope: pendingOperationEnvelope,
  item: pendingOperation,
  key: ['id'],
  doc: 'Operations that wait for the approval of a wallet’s owner.',
});
