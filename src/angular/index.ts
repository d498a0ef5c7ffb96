export { httpClientTransport } from './http-client-transport.js';
export {
  injectMonitor,
  provideMonitor,
  type InjectedMonitor,
  type LocalMonitorConfig,
  type MonitorConfig,
  type RemoteMonitorConfig,
} from './monitor.js';
export { outsideZone } from './outside-zone.js';
