export { fileJournal, type FileJournal, type FileJournalOptions, type JournalFault } from './file-journal.js';
export { fileStore, type FileStore, type FileStoreOptions } from './file-store.js';
export type { AccessOptions } from './gateway/admit.js';
export { attachMonitor, type AttachedMonitor, type AttachOptions } from './gateway/attach-monitor.js';
export type { Served } from './gateway/served.js';
export { serveMonitor, type ServedMonitor, type ServeOptions } from './gateway/serve-monitor.js';
export type { UndiciDispatcher } from '../http/node/exchange.js';
export { undiciTransport, type UndiciTransportOptions } from '../http/node/undici-transport.js';
