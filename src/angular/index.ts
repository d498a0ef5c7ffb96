export { httpClientTransport } from './http-client-transport.js';
export { injectMonitor, provideMonitor, type MonitorConfig } from './monitor.js';
export { outsideZone } from './outside-zone.js';
