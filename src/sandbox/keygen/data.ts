import { diceOf } from '../random.js';
import { sizeOf, type WorldConfig } from '../world.js';
import { settingsOf, plansOf } from './make/account.js';
import { keyedOf, makeArtifact, makeConstraint, makePackage, makeRelease } from './make/catalog.js';
import { coreOf, makeToken } from './make/core.js';
import { anyOf, hubOf, many, oldest, type Desk, type Hint } from './make/desk.js';
import { eventsOf, makeRequestLog } from './make/logs.js';
import { ARCHES, CHANNELS, ENGINES, PLATFORMS } from './make/names.js';
import {
  makeComponent,
  makeEnvironment,
  makeGroupOwner,
  makePoolKey,
  makeProcess,
  makeSecondFactor,
} from './make/parts.js';
import { makeWebhookEndpoint, makeWebhookEvent } from './make/webhooks.js';
import type { Annex, KeygenData } from './records.js';
import { DAY_MS } from '../../records/durations.js';

/** How far back logs go. */
const LOGGED_MS = 96 * DAY_MS;

type Makers = { readonly [K in keyof Annex]: () => Annex[K] };

/** The data set for a seed and a scale: the core at once, every other list when it is first looked at. */
export function buildKeygen(config: WorldConfig): KeygenData {
  const data: KeygenData = Object.assign(coreOf(config), {}) as KeygenData;
  for (const [name, make] of Object.entries(makersFor(config, data))) {
    Object.defineProperty(data, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        const value: unknown = make();
        Object.defineProperty(data, name, { enumerable: true, value });
        return value;
      },
    });
  }
  return data;
}

/** Makes every list that has not been looked at, before the data that they are made from change. */
export function settle(data: KeygenData): void {
  // Reading every member is what makes them.
  Object.values(data);
}

function makersFor({ seed, scale, clock }: WorldConfig, data: KeygenData): Makers {
  const start = clock.ms() - 3_600_000;
  const diceFor = (label: string) => diceOf(seed, 'keygen', label, 'annex');
  const filled = <A>(
    label: string,
    full: number,
    make: (desk: Desk, hint: Hint) => A,
    hub: () => Hint = () => ({}),
  ): A[] => {
    const dice = diceFor(label);
    const count = sizeOf(full, scale);
    return many(count, start, (at, number) =>
      make({ dice, data, at, number }, number <= hubOf(count) ? hub() : {}),
    );
  };
  const logged = <A>(label: string, full: number, make: (desk: Desk, hint: Hint) => A): A[] => {
    const [dice, count] = [diceFor(label), sizeOf(full, scale, 120)];
    const step = Math.floor(LOGGED_MS / count);
    const made = (at: number, number: number): A =>
      make({ dice, data, at: at - dice.int(0, Math.floor(step / 2)), number }, {});
    return many(count, start, made, step);
  };
  const keyed = (label: string, names: Parameters<typeof keyedOf>[1]) => () =>
    keyedOf({ dice: diceFor(label), at: start - 100 * DAY_MS }, names);
  const machine = () => ({ machine: oldest(data.machines) });
  const product = () => ({ product: oldest(data.products) });
  const release = () => ({ release: oldest(data.releases) });
  return {
    groupOwners: () => filled('groupOwners', 160, makeGroupOwner, () => ({ group: oldest(data.groups) })),
    secondFactors: () => filled('secondFactors', 200, makeSecondFactor),
    keys: () => filled('keys', 400, makePoolKey, () => ({ policy: oldest(data.policies) })),
    components: () => filled('components', 2400, makeComponent, machine),
    processes: () => filled('processes', 1800, makeProcess, machine),
    environments: () => filled('environments', 30, makeEnvironment),
    environmentTokens: () =>
      filled(
        'environmentTokens',
        120,
        (desk, { environment = anyOf(desk.dice, data.environments) }) => makeToken(desk, { environment }),
        () => ({ environment: oldest(data.environments) }),
      ),
    engines: keyed('engines', ENGINES),
    platforms: keyed('platforms', PLATFORMS),
    arches: keyed('arches', ARCHES),
    channels: keyed('channels', CHANNELS),
    packages: () => filled('packages', 120, makePackage, product),
    releases: () => filled('releases', 200, makeRelease, product),
    artifacts: () => filled('artifacts', 600, makeArtifact, release),
    constraints: () => filled('constraints', 300, makeConstraint, release),
    webhookEndpoints: () => filled('webhookEndpoints', 30, makeWebhookEndpoint),
    webhookEvents: () => logged('webhookEvents', 600, makeWebhookEvent),
    requestLogs: () => logged('requestLogs', 2400, makeRequestLog),
    eventLogs: () => eventsOf({ dice: diceFor('eventLogs'), data }, data.requestLogs),
    settings: () => settingsOf({ dice: diceFor('settings'), at: start }),
    plans: () => plansOf({ dice: diceFor('plans'), at: start - 100 * DAY_MS }),
  };
}
