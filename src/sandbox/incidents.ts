import type { Clock } from './clock.js';
import type { Provider, ProviderWorld } from './http.js';
import type { FaultHandle, FaultRule, Faults, Incident, IncidentId, ProviderId } from './types.js';
import { MINUTE_MS } from '../records/durations.js';

/** One incident, and what it does to the sandbox while it is open. */
interface Scene {
  readonly id: IncidentId;
  readonly provider: ProviderId;
  readonly what: string;
  /** Minutes of the sandbox clock behind its start. */
  readonly from: number;
  /** Absent: to the end. */
  readonly to?: number;
  readonly fault?: FaultRule['fault'];
  /** Only these lists. */
  readonly path?: string;
  /** How many requests it strikes. */
  readonly times?: number;
}

/**
 * Nothing for more than an hour, so that who looks sees a healthy state first; then one at a time. `headwater monitor --sandbox` shows
 * thirty minutes of this clock in one of ours: there, the first one comes after two and a half.
 */
const SCENES: readonly Scene[] = [
  {
    id: 'spike',
    provider: 'openai',
    what: 'one key spends two dollars a minute more than before',
    from: 75,
    to: 90,
  },
  {
    id: 'rate-limit',
    provider: 'keywordsai',
    what: 'a request is refused for a minute and a half, longer than clients wait by themselves',
    from: 120,
    to: 165,
    fault: { kind: 'rate-limit', form: 'body', seconds: 90 },
    times: 1,
  },
  {
    id: 'refused',
    provider: 'cobo',
    what: 'the credential is refused',
    from: 180,
    to: 210,
    fault: { kind: 'status', status: 401 },
  },
  {
    id: 'drift',
    provider: 'keygen',
    what: 'products come with a field more, and with another type of name',
    from: 240,
    to: 270,
    path: '/products',
    fault: { kind: 'drift', add: { 'attributes.edition': 'pro' }, retype: { 'attributes.name': 'number' } },
  },
];

/** What is odd from the start, by the name that the data gives it. */
const STAGED: readonly (readonly [key: string, id: IncidentId, what: string])[] = [
  ['neverUsed', 'never-used', 'a key of more than a month was never used'],
  ['expiring', 'expiring', 'a key expires in six days'],
  ['ownerGone', 'owner-gone', 'the owner of a key in use has left'],
  ['inTwoLists', 'in-two-lists', 'a key is in the list of its project and in that of admin keys'],
];

/** The script of a sandbox: what goes wrong, and when. */
export interface Script {
  /** The clock has moved. */
  run(): void;
  incidents(): readonly Incident[];
}

/** A script in which nothing happens. */
export const NO_SCRIPT: Script = { run: () => undefined, incidents: () => [] };

interface Running {
  readonly scene: Scene;
  handle: FaultHandle | undefined;
  subject: string | undefined;
  hasBegun: boolean;
}

interface ScriptConfig {
  readonly clock: Clock;
  readonly providers: readonly Provider[];
  readonly faults: Faults;
}

/** The script in which every state of a monitor comes, and goes. */
export const scriptFor = ({ clock, providers, faults }: ScriptConfig): Script => {
  const start = clock.ms();
  const worldOf = (id: ProviderId): ProviderWorld | undefined =>
    providers.find((provider) => provider.id === id)?.world;
  const staged = worldOf('openai')?.stage?.() ?? {};
  const running = SCENES.map((scene): Running => ({
    scene,
    handle: undefined,
    subject: undefined,
    hasBegun: false,
  }));
  return {
    run: () => {
      const minute = (clock.ms() - start) / MINUTE_MS;
      for (const each of running) play(each, minute, faults, worldOf(each.scene.provider));
    },
    incidents: () => [
      ...STAGED.map(([key, id, what]) => stagedIncident(id, what, start, staged[key])),
      ...running.map((each) => incidentOf(each, start, clock.ms())),
    ],
  };
};

const isOpen = ({ from, to = Number.POSITIVE_INFINITY }: Scene, minute: number): boolean =>
  minute >= from && minute < to;

const play = (each: Running, minute: number, faults: Faults, world: ProviderWorld | undefined): void => {
  const { scene } = each;
  if (!isOpen(scene, minute)) {
    each.handle?.remove();
    return;
  }
  if (scene.fault === undefined) each.subject = world?.spike?.() ?? each.subject;
  else if (!each.hasBegun) each.handle = faults.add(ruleOf(scene, scene.fault));
  each.hasBegun = true;
};

const ruleOf = (
  { provider, path, times = Number.POSITIVE_INFINITY }: Scene,
  fault: FaultRule['fault'],
): FaultRule => ({ provider, fault, times, ...(path === undefined ? {} : { path }) });

const stagedIncident = (
  id: IncidentId,
  what: string,
  start: number,
  subject: string | undefined,
): Incident => ({
  id,
  provider: 'openai',
  what,
  state: subject === undefined ? 'absent' : 'open',
  at: new Date(start),
  ...(subject === undefined ? {} : { subject }),
});

const stateOf = (scene: Scene, minute: number): Incident['state'] => {
  if (minute < scene.from) return 'ahead';
  return isOpen(scene, minute) ? 'open' : 'over';
};

const incidentOf = ({ scene, subject }: Running, start: number, now: number): Incident => {
  const { id, provider, what, from, to } = scene;
  return {
    id,
    provider,
    what,
    state: stateOf(scene, (now - start) / MINUTE_MS),
    at: new Date(start + from * MINUTE_MS),
    ...(to === undefined ? {} : { until: new Date(start + to * MINUTE_MS) }),
    ...(subject === undefined ? {} : { subject }),
  };
};
