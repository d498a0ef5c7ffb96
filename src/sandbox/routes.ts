import { decodePart } from './http.js';

/** What a route matched: the values of its parameters, in their order. */
export type Params = readonly string[];

/** Reads a template such as `/api/prompts/{prompt_id}/versions/`: the parameters of a path that fits, else undefined. */
export function pathTemplate(template: string): (path: string) => Params | undefined {
  const parts = template.split(/\{[^{}]+\}/).map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('([^/]+)')}$`);
  return (path) => pattern.exec(path)?.slice(1).map(decodePart);
}
