export { apiKey } from './api-key.js';
export type { ApiKey } from './api-key.js';
export { listEnvelope, paginationMeta } from './list-envelope.js';
export type { ListEnvelope, PaginationMeta } from './list-envelope.js';
export { principal } from './principal.js';
export type { Principal } from './principal.js';
