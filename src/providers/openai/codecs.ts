export * from './organization/codecs.js';
export * from './platform/codecs.js';
