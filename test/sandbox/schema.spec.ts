import { expect } from 'chai';
import { asWritten, operationOf, type Json } from '../conformance/documents.js';
import { replyDepartures, valueDepartures } from '../conformance/schema.js';
import { boxFor, cobo } from './support.js';

describe('sandbox: replies of Cobo fit the published schemas', () => {
  const box = boxFor();
  const schemas = (asWritten('cobo.openapi.json')['components'] as Json)['schemas'] as Json;

  for (const path of ['/api/v1/api-keys', '/api/v1/principals']) {
    it(`GET ${path}, in both modes and when refused`, async () => {
      const operation = operationOf('cobo', 'GET', path);
      if (operation === undefined) throw new Error(`the vendor's document has no ${path}`);
      for (const query of ['?limit=200', '?offset=0']) {
        const { body } = await cobo(box(), `${path}${query}`);
        expect((body['result'] as unknown[]).length).to.be.greaterThan(0);
        expect(replyDepartures(operation, body)).to.deep.equal([]);
      }
      const refused = await cobo(box(), `${path}?limit=0`);
      expect(schemas).to.have.property('WrappedValidationError');
      expect(valueDepartures(operation.document, 'WrappedValidationError', refused.body)).to.deep.equal([]);
      expect(valueDepartures(operation.document, 'WrappedValidationError', {})).not.to.deep.equal([]);
    });
  }
});
