export { startSandbox, type Sandbox } from './start-sandbox.js';
export type * from './accesses.js';
export type {
  Control,
  Counts,
  Drift,
  Fault,
  FaultHandle,
  FaultKind,
  FaultRule,
  Faults,
  Incident,
  IncidentId,
  ListNames,
  ProviderId,
  RateLimitForm,
  RequestRecord,
  SandboxOptions,
  SpendBy,
  SpendSum,
  WireItem,
} from './types.js';
