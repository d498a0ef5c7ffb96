export { licenses } from './licenses.js';
export { machines } from './machines.js';
export { policyEntitlements } from './policy-entitlements.js';
export { tokens } from './tokens.js';
export { users } from './users.js';
