import { someOf } from '../../../endpoint/index.js';

/** Which users to show: without it the server hides all staff. */
export const roles = someOf(
  ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'],
  'Which roles. Vendor default: only user.',
);
