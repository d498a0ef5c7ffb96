import { bodyJson, inBody, oneOf } from '../../../endpoint/index.js';

/** A condition on one field. */
export interface Filter {
  readonly operator?: string;
  readonly value: unknown;
}

/** Conditions by field. */
export type Filters = Readonly<Record<string, Filter>>;

/** The conditions of a POST list: they stand in the body, which each page repeats. */
export const filterParams = {
  filters: bodyJson<Filters>('Conditions by field: { total_cost: { operator: "gt", value: [10] } }.'),
  operator: inBody(oneOf(['AND', 'OR'], 'How the conditions are joined.')),
};
