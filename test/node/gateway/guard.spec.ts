import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { misdirection } from '../../../src/node/gateway/admit.js';
import {
  carriesToken,
  hostnameOf,
  isHostAllowed,
  isLoopback,
  isOriginAllowed,
  originsOf,
} from '../../../src/node/gateway/guard.js';

describe('who may ask', () => {
  const hosts: readonly [string | undefined, boolean][] = [
    ['localhost:4318', true],
    ['LOCALHOST', true],
    ['app.localhost:80', true],
    ['127.0.0.1:4318', true],
    ['[::1]:4318', true],
    ['10.0.0.7', true],
    ['monitor.example.com', true],
    ['monitor.example.com:8443', true],
    ['evil.example.com:4318', false],
    ['monitor.example.com.evil.com', false],
    ['localhost.evil.com', false],
    ['notlocalhost', false],
    ['evil.com@localhost', false],
    ['localhost/@evil.com', false],
    ['evil.com#localhost', false],
    ['evil.com\\localhost', false],
    ['a;script-src\t*;.localhost', false],
    ["'self'.localhost", false],
    ['localhost:', true],
    ['127.0.0.1, evil.com', false],
    ['localhost.', false],
    ['', false],
    [undefined, false],
  ];
  for (const [host, isAllowed] of hosts)
    it(`the Host ${String(host)} is ${isAllowed ? '' : 'not '}one of this server`, () => {
      expect(isHostAllowed(host, ['monitor.example.com'])).to.equal(isAllowed);
    });

  it('a name is read without its port, and without brackets', () => {
    expect(['a.b:1', '[::1]:2', 'x'].map(hostnameOf)).to.deep.equal(['a.b', '::1', 'x']);
  });

  const origins: readonly [string | undefined, string, boolean][] = [
    [undefined, 'localhost:4318', true],
    ['http://localhost:4318', 'localhost:4318', true],
    ['https://localhost:4318', 'localhost:4318', true],
    ['http://localhost', 'localhost:80', true],
    ['https://a.example.com', 'a.example.com', true],
    ['https://allowed.example.com', 'localhost:4318', true],
    ['http://localhost:9999', 'localhost:4318', false],
    ['http://127.0.0.1:4318', 'localhost:4318', false],
    ['http://evil.com', 'localhost:4318', false],
    ['https://allowed.example.com.evil.com', 'localhost:4318', false],
    ['http://allowed.example.com', 'localhost:4318', false],
    ['https://allowed.example.com:444', 'localhost:4318', false],
    ['null', 'localhost:4318', false],
    ['file://', 'localhost:4318', false],
    ['', 'localhost:4318', false],
    ['chrome-extension://abc', 'localhost:4318', false],
  ];
  for (const [origin, host, isAllowed] of origins)
    it(`a page of ${String(origin)} may ${isAllowed ? '' : 'not '}connect to ${host}`, () => {
      expect(isOriginAllowed(origin, host, ['https://allowed.example.com'])).to.equal(isAllowed);
    });

  it('origins are taken as browsers spell them; what is none is an error at once', () => {
    expect(originsOf(['HTTPS://A.example.com/', 'http://b:80'])).to.deep.equal([
      'https://a.example.com',
      'http://b',
    ]);
    for (const wrong of ['*', 'a.example.com', '', 'null'])
      expect(() => originsOf([wrong]), wrong).to.throw(RangeError, /allowedOrigins/);
  });

  const addresses: readonly [string | undefined, boolean][] = [
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['[::1]', true],
    ['::ffff:127.0.0.1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.0.0.1.evil.com', false],
    ['', false],
    [undefined, false],
  ];
  for (const [address, isLocal] of addresses)
    it(`${String(address)} is ${isLocal ? '' : 'not '}this machine`, () => {
      expect(isLoopback(address)).to.equal(isLocal);
    });

  it('without a token or authorize, nobody gets in by an address that other machines reach', () => {
    const by = (localAddress: string): IncomingMessage =>
      ({ headers: { host: localAddress }, socket: { localAddress } }) as unknown as IncomingMessage;
    const open = { allowedOrigins: [], names: [] };
    expect(misdirection(open, by('192.0.2.1'))).to.match(/same machine/);
    expect(misdirection({ ...open, token: 'sesame' }, by('192.0.2.1'))).to.be.undefined;
    expect(misdirection({ ...open, authorize: () => true }, by('192.0.2.1'))).to.be.undefined;
    expect(misdirection(open, by('127.0.0.1'))).to.be.undefined;
  });

  const asRead = (text: string): string => Buffer.from(text).toString('latin1');
  const base64url = Buffer.from('sésame').toString('base64url');
  const headers: readonly [string, Record<string, string>, boolean][] = [
    ['none', {}, false],
    ['Authorization: Bearer', { authorization: 'Bearer sésame' }, true],
    ['the same in UTF-8, as Node reads it', { authorization: asRead('Bearer sésame') }, true],
    ['a cookie in UTF-8, as Node reads it', { cookie: asRead('headwater-token=sésame') }, true],
    ['more blanks before it', { authorization: 'bearer   sésame' }, true],
    ['another one', { authorization: 'Bearer sesame' }, false],
    ['one that begins like it', { authorization: 'Bearer sésam' }, false],
    ['an empty one', { authorization: 'Bearer ' }, false],
    ['another scheme', { authorization: 'Basic sésame' }, false],
    ['the cookie', { cookie: 'a=b; headwater-token=s%C3%A9same; c=d' }, true],
    ['another cookie', { cookie: 'my-headwater-token=s%C3%A9same' }, false],
    ['a malformed cookie', { cookie: 'headwater-token=%' }, false],
    ['a subprotocol', { 'sec-websocket-protocol': `headwater.v1, headwater.token.${base64url}` }, true],
    ['another subprotocol', { 'sec-websocket-protocol': `headwater.v1, ${base64url}` }, false],
    ['an empty subprotocol', { 'sec-websocket-protocol': 'headwater.token.' }, false],
  ];
  for (const [what, sent, isCarried] of headers)
    it(`the token in ${what}: ${isCarried ? 'yes' : 'no'}`, () => {
      expect(carriesToken(sent, 'sésame')).to.equal(isCarried);
    });

  it('a token of several words is one, too', () => {
    expect(carriesToken({ authorization: 'Bearer open sesame' }, 'open sesame')).to.equal(true);
    expect(carriesToken({ authorization: 'Bearer open  sesame' }, 'open sesame')).to.equal(false);
  });
});
