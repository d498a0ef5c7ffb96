import { ALWAYS, MORE, NULLABLE, OPTIONAL, SUGGESTED, type Expected } from './kinds.js';

const FACTS = 'keygen.facts.json';
const OLDER = 'keygen.openapi.json';

/** Relationships that lead to many resources. */
const TO_MANY = [
  ...['artifacts', 'channels', 'components', 'constraints', 'entitlements', 'licenses', 'machines', 'owners'],
  ...[
    'platforms',
    'policies',
    'pool',
    'processes',
    'products',
    'releases',
    'secondFactors',
    'tokens',
    'users',
  ],
];

/** Differences of Keygen that are meant: rules for a whole document first. */
export const KEYGEN_DIFFERENCES: readonly Expected[] = [
  {
    document: FACTS,
    path: 'meta',
    difference: MORE,
    reason: 'Any item may have meta; the document gives it where the server always does.',
  },
  {
    document: FACTS,
    path: 'links.redirect',
    difference: MORE,
    reason: 'Some artifacts have a third link, and all items share one codec of links.',
  },
  {
    document: FACTS,
    path: [
      ...['count', 'cores', 'memory', 'disk'].map((name) => `relationships.machines.meta.${name}`),
      'relationships.users.meta.count',
    ],
    difference: MORE,
    reason: 'The relationships of a license count what they lead to; the document has one form for all.',
  },
  {
    document: FACTS,
    path: ['major', 'minor', 'patch', 'prerelease', 'build'].map((name) => `attributes.semver.${name}`),
    difference: MORE,
    reason: 'The document says that it is an object; the server serializes these five.',
  },
  {
    document: FACTS,
    path: [
      ...['scheme', 'interval', 'machineUniquenessStrategy', 'componentUniquenessStrategy'],
      ...['componentMatchingStrategy', 'expirationBasis', 'heartbeatResurrectionStrategy'],
    ].map((name) => `attributes.${name}`),
    difference: SUGGESTED,
    reason: 'The document does not write out these lists of values.',
  },
  {
    document: FACTS,
    path: /^(attributes\.\w+|meta\.idempotencyToken)$/,
    difference: OPTIONAL,
    reason: 'Anyone can run a server: those of other versions and editions have fewer attributes.',
  },
  {
    document: FACTS,
    path: /^relationships\.\w+\.data\.(type|id)$/,
    difference: OPTIONAL,
    reason: 'No walk needs what an item is related to: a half-told relationship must not end one.',
  },
  {
    document: FACTS,
    path: /^(attributes|relationships|links|meta)(\.\w+)*$/,
    difference: NULLABLE,
    reason:
      'Keygen publishes no schema, and what its source never leaves null other servers may: only what JSON:API and the walk want is needed.',
  },
  {
    document: FACTS,
    path: TO_MANY.map((name) => `relationships.${name}.data`),
    difference: 'type object in the document, array in the codec',
    reason: 'The document has one form for all relationships; JSON:API names many resources in a list.',
  },
  {
    document: FACTS,
    path: 'attributes.pid',
    difference: 'type string in the document, integer or string in the codec',
    reason: 'The server gives a text, the older document a number.',
  },
  {
    document: OLDER,
    difference: ALWAYS,
    reason:
      'The server serializes these always, as the other document says; the older one lists few as required.',
  },
  {
    document: OLDER,
    difference: NULLABLE,
    reason: 'The older document leaves out where the server gives null, and what other servers may give.',
  },
  {
    document: OLDER,
    endpoint: 'keygen.users.secondFactors',
    path: ['attributes.uri', 'attributes.secret'],
    difference: OPTIONAL,
    reason: 'The server leaves them out once the factor is enabled.',
  },
  {
    document: OLDER,
    path: /^attributes\.\w+$/,
    difference: OPTIONAL,
    reason: 'Anyone can run a server: those of other versions and editions have fewer attributes.',
  },
  {
    document: OLDER,
    path: [
      ...['encrypted', 'maxUsers', 'maxMemory', 'maxDisk', 'permissions', 'memory', 'disk', 'code'],
      ...['componentUniquenessStrategy', 'componentMatchingStrategy', 'expirationBasis', 'renewalBasis'],
      'requireComponentsScope',
    ].map((name) => `attributes.${name}`),
    difference: MORE,
    reason: 'The attribute came to the API after the document was written.',
  },
  {
    document: OLDER,
    path: ['attributes.authenticationStrategy', 'attributes.kind'],
    difference: SUGGESTED,
    reason: 'The value came to the API after the document was written, or the document forgot it.',
  },
  {
    document: OLDER,
    path: 'attributes.scheme',
    difference: SUGGESTED,
    reason: 'A license has the scheme of its policy, but the document lists other values for each.',
  },
  {
    document: OLDER,
    endpoint: 'keygen.processes',
    path: 'attributes.pid',
    difference: 'type integer in the document, integer or string in the codec',
    reason: 'The document says itself that it may be any text, and the server gives a text.',
  },
];
