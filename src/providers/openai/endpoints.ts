export * from './organization/endpoints.js';
export * from './platform/endpoints.js';
