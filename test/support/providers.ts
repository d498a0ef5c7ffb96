import type { ClientOf } from '../../src/cli/accounts.js';
import type { Source, SourceOptions } from '../../src/monitor/index.js';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import type { ClientOptions, Endpoint } from '../../src/walk/index.js';

/** What the folder of a provider exports, as what is asked of all of them knows it. */
interface Folder {
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly [name: string]: unknown;
}

const FOLDERS = new Map(
  await Promise.all(
    PROVIDERS.map(
      async (name) => [name, (await import(`../../src/providers/${name}/index.ts`)) as Folder] as const,
    ),
  ),
);

/** Returns a client of a provider, made by its factory with any options. */
export const clientFor = <P extends ProviderName>(name: P, options: ClientOptions & object): ClientOf[P] =>
  (FOLDERS.get(name)?.[name] as (options: object) => ClientOf[P])(options);

/** Returns the source of a provider. */
export const sourceFor = <P extends ProviderName>(
  name: P,
  client: ClientOf[P],
  options: SourceOptions = {},
): Source =>
  (FOLDERS.get(name)?.[`${name}Source`] as (client: ClientOf[P], options: SourceOptions) => Source)(
    client,
    options,
  );

/** The endpoints of all providers, by id. Each has types of its own; what tests ask of all of them is the same. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  [...FOLDERS.values()]
    .flatMap(({ endpoints }) => Object.values(endpoints))
    .map((endpoint) => [endpoint.id, endpoint]),
);

/** Returns the endpoint of an id. */
export const endpointOf = (id: string): Endpoint => {
  const endpoint = ENDPOINTS.get(id);
  if (endpoint === undefined) throw new Error(`there is no endpoint ${id}`);
  return endpoint;
};
