import { defineEndpoint, openWord } from '../../../endpoint/index.js';
import { pendingOperation, pendingOperationEnvelope } from '../codecs/index.js';
import { coboPaging, cursorParams, upTo200 } from './cobo-list.js';

/** `GET /api/v1/pending-operations`: `result.total` is 0 on pages asked for by cursor, and never read. */
export const pendingOperations = defineEndpoint({
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
