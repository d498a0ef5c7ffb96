import type { SourceLoader } from '../monitor/config.js';
import type { Source } from '../monitor/feed.js';

/** The accounts of a cluster: all of them, or where they come from. */
export type ClusterSources = readonly Source[] | SourceLoader;
