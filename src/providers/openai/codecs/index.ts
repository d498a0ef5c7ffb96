export * from './organization/index.js';
export * from './platform/index.js';
