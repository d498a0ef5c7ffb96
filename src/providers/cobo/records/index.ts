export { useOfAuditLog } from './audit-logs.js';
export { credentialOfApiKey } from './keys.js';
export { projectOfPact, recordsOfPact } from './pacts.js';
export { principalOf } from './principals.js';
