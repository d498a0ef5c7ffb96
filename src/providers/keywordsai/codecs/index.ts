export { customer } from './customer.js';
export type { Customer } from './customer.js';
export { customerSummary } from './customer-summary.js';
export type { CustomerSummary } from './customer-summary.js';
export { listEnvelope } from './list-envelope.js';
export type { ListEnvelope } from './list-envelope.js';
