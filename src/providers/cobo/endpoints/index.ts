export { apiKeys } from './api-keys.js';
export { principals } from './principals.js';
