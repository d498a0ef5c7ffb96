export type { CostDims, CostRecord, Temporality } from './cost.js';
export { lastUsedOf, type Credential, type LastUsed } from './credential.js';
export { isoOf, metaOf, type Iso, type Meta, type Reading, type Ref } from './meta.js';
export { money, sumMoney, type Money } from './money.js';
export type { Principal } from './principal.js';
