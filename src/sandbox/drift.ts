import type { Drift } from './types.js';
import { isObject } from '../../operators/internal/isObject.js';

type Holder = Record<string, unknown>;

/** A copy of a page's items whose shape has changed; a dotted path goes into every element of an array on its way. */
export function drifted(items: readonly unknown[], drift: Drift): readonly unknown[] {
  const { rename = {}, drop = [], add = {}, retype = {} } = drift;
  const copy = structuredClone([...items]);
  for (const [path, type] of Object.entries(retype)) {
    edit(copy, path, (holder, name) => {
      if (Object.hasOwn(holder, name)) holder[name] = retyped(holder[name], type);
    });
  }
  for (const [path, value] of Object.entries(add))
    edit(copy, path, (holder, name) => {
      put(holder, name, value);
    });
  for (const path of drop) edit(copy, path, (holder, name) => Reflect.deleteProperty(holder, name));
  for (const [path, to] of Object.entries(rename)) {
    edit(copy, path, (holder, name) => {
      if (!Object.hasOwn(holder, name)) return;
      const value = holder[name];
      Reflect.deleteProperty(holder, name);
      put(holder, to, value);
    });
  }
  return copy;
}

function edit(value: unknown, path: string, change: (holder: Holder, name: string) => unknown): void {
  if (Array.isArray(value)) {
    for (const element of value) edit(element, path, change);
    return;
  }
  if (!isHolder(value)) return;
  const dot = path.indexOf('.');
  if (dot < 0) change(value, path);
  else if (Object.hasOwn(value, path.slice(0, dot))) {
    edit(value[path.slice(0, dot)], path.slice(dot + 1), change);
  }
}

/** An assignment to `__proto__` would change the prototype, not add a member. */
function put(holder: Holder, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function isHolder(value: unknown): value is Holder {
  return isObject(value);
}

function retyped(
  value: unknown,
  type: 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object',
): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'number':
      return Number.isFinite(Number(value)) ? Number(value) : 0;
    case 'boolean':
      return Boolean(value);
    case 'null':
      return null;
    case 'array':
      return [value];
    case 'object':
      return { value };
  }
}
