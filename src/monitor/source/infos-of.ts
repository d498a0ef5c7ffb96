import { isObject } from '../../../operators/internal/isObject.js';
import type { SourceLoader } from '../config.js';
import type { Source, SourceInfo } from '../feed.js';
import { describeSource } from './define-source.js';

/** What JavaScript may give. */
const isSource = (value: unknown): boolean => isObject(value) && Array.isArray(value['feeds']);

/**
 * Returns what there is to know of sources before they are read; undefined of a loader, whose sources come and go.
 *
 * @throws TypeError for what is neither
 */
export const infosOf = (
  owner: string,
  sources: readonly Source[] | SourceLoader,
): readonly SourceInfo[] | undefined => {
  if (isObject(sources) && 'load' in sources) return undefined;
  if (!Array.isArray(sources))
    throw new TypeError(`${owner}: sources must be a list of sources, or a loader { names(), load(name) }`);
  if (!sources.every(isSource))
    throw new TypeError(
      `${owner}: each source must be made by a function such as openaiSource or defineSource, not by that of a client`,
    );
  return (sources as readonly Source[]).map(describeSource);
};
