import * as codecs from '../../../src/providers/cobo/codecs.js';
import { describeCodecs } from '../../support/provider-codecs.js';

describeCodecs('cobo/codecs', codecs);
