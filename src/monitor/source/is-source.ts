import { isObject } from '../../../operators/internal/isObject.js';
import type { Source } from '../feed.js';

/** Whether a value is a source, as far as one can see. */
export const isSource = (value: unknown): value is Source =>
  isObject(value) && typeof value['name'] === 'string' && Array.isArray(value['feeds']);
