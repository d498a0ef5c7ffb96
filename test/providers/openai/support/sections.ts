import * as endpoints from '../../../../src/providers/openai/endpoints.js';

type Name = keyof typeof endpoints;

const NAMES = Object.keys(endpoints) as readonly Name[];

const isOrganizations = (name: Name): boolean => /^\/(?:organization|projects)\//.test(endpoints[name].path);

/** The lists of the organization, which take the admin key, by name. */
export const ORGANIZATION = NAMES.filter(isOrganizations).map((name) => [name, endpoints[name]] as const);

/** All other lists. */
export const PLATFORM = NAMES.filter((name) => !isOrganizations(name)).map(
  (name) => [name, endpoints[name]] as const,
);
