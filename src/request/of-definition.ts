import { failedIn } from '../endpoint/credentials.js';
import { isHeadwaterError, type ErrorContext } from '../http/errors.js';

/**
 * What functions of the provider and the endpoint give. One that throws, or gives what cannot be used, is a mistake of the definition:
 * as an error of the network it would be tried again.
 */
export const ofDefinition = <A>(context: ErrorContext, give: () => A): A => {
  try {
    return give();
  } catch (error) {
    if (isHeadwaterError(error)) throw error;
    throw failedIn('config-definition', 'a function of the definition failed', context, error);
  }
};
