import type { Plan, Setting } from '../records.js';
import type { Desk } from './desk.js';

const DAY = 86_400;

type Fresh = Pick<Desk, 'dice' | 'at'>;

/** The settings that an account can have. */
export function settingsOf({ dice, at }: Fresh): Setting[] {
  return [
    {
      id: dice.uuid(),
      created: at,
      key: 'default_user_permissions',
      value: ['license.read', 'machine.read'],
    },
    { id: dice.uuid(), created: at - 1000, key: 'default_license_permissions', value: [] },
  ];
}

/** A setting that no account has. */
export function makeSetting({ dice, at, number }: Desk): Setting {
  return { id: dice.uuid(), created: at, key: `other_setting_${String(number)}`, value: { on: true } };
}

/** The vendor's public price list: invented figures, cents. */
export function plansOf({ dice, at }: Fresh): Plan[] {
  const tiers = ['Free', 'Dev', 'Std 1', 'Std 2', 'Std 3', 'Ent 1'];
  return tiers
    .flatMap((name, tier) =>
      (['month', 'year'] as const).map((interval, place): Plan => ({
        id: dice.uuid(),
        created: at + (2 * tier + place) * 1000,
        name,
        price: tier === 0 ? 0 : name === 'Ent 1' ? null : 4900 * tier * (interval === 'year' ? 10 : 1),
        interval: name === 'Ent 1' ? null : interval,
        requests: tier < 3 ? 10_000 * (tier + 1) : null,
        retention: tier === 0 ? null : 30 * tier * DAY,
      })),
    )
    .reverse();
}

/** A plan that is new on the price list. */
export function makePlan({ dice, at, number }: Desk): Plan {
  const name = `Plan ${String(number)}`;
  return {
    id: dice.uuid(),
    created: at,
    name,
    price: 9900,
    interval: 'month',
    requests: null,
    retention: null,
  };
}
