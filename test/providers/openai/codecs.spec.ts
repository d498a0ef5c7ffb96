import * as organization from '../../../src/providers/openai/organization/codecs.js';
import * as platform from '../../../src/providers/openai/platform/codecs.js';
import { endpoints } from '../../../src/providers/openai/index.js';
import { describeCodecs } from '../../support/provider-codecs.js';
import { INSISTS } from './insists.js';

describeCodecs('openai/codecs', {
  codecs: { ...organization, ...platform },
  endpoints: Object.values(endpoints),
  insists: INSISTS,
});
