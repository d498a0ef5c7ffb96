export { fileJournal, type FileJournal, type FileJournalOptions, type JournalFault } from './file-journal.js';
export { fileStore, type FileStore, type FileStoreOptions } from './file-store.js';
export type { UndiciDispatcher } from '../http/node/exchange.js';
export { undiciTransport, type UndiciTransportOptions } from '../http/node/undici-transport.js';
