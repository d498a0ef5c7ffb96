import * as codecs from '../../../src/providers/cobo/codecs.js';
import { endpoints } from '../../../src/providers/cobo/index.js';
import { describeCodecs } from '../../support/provider-codecs.js';
import { INSISTS } from './insists.js';

describeCodecs('cobo/codecs', { codecs, endpoints: Object.values(endpoints), insists: INSISTS });
