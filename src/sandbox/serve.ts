import type { Provider } from './http.js';
import type { ResolvedOptions } from './options.js';
import type { Dice } from './random.js';
import type { WorldConfig } from './world.js';

/** How a provider is served. */
interface Service<S, A> {
  /** Made-up credentials that look like the vendor's and say what they are. */
  readonly secrets: (dice: Dice) => S;
  readonly provider: (world: WorldConfig, secrets: S, options: ResolvedOptions) => Provider;
  /** What its factory takes, where it is served at an address. */
  readonly access: (base: string, secrets: S) => A;
}

/** A provider with its credentials, ready to be served. */
export interface Served<A> {
  readonly provider: (world: WorldConfig, options: ResolvedOptions) => Provider;
  readonly access: (base: string) => A;
}

/** Returns what makes a provider ready: the credentials are the next that the dice show. */
export const serving =
  <S, A>({ secrets, provider, access }: Service<S, A>) =>
  (dice: Dice): Served<A> => {
    const made = secrets(dice);
    return {
      provider: (world, options) => provider(world, made, options),
      access: (base) => access(base, made),
    };
  };
