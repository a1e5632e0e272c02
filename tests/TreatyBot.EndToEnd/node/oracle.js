// Makes tokens, serves the keys they are signed with, and says what Microsoft's botframework-connector thinks of each:
// one line of JSON, then it serves until its input ends.
const http = require('node:http');
const crypto = require('node:crypto');
const { BotFrameworkAuthenticationFactory, PasswordServiceClientCredentialFactory, AuthenticationConfiguration } = require('botframework-connector');

const appId = '11111111-2222-3333-4444-555555555555';
const tenant = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const serviceUrl = 'https://smba.trafficmanager.net/amer/';
const issuer = 'https://api.botframework.com';
const rsa = () => crypto.generateKeyPairSync('rsa', { modulusLength: 2048 });
const channelKey = rsa();
const bareKey = rsa();
const webKey = rsa();
const strangerKey = rsa();
const curveKey = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });

const jwk = (pair, kid, endorsements) => ({ ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig', ...(endorsements ? { endorsements } : {}) });
const keys = [jwk(channelKey, 'k1', ['msteams']), jwk(bareKey, 'k2'), jwk(webKey, 'k3', ['webchat'])];

const encode = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hash = alg => 'sha' + alg.slice(2);
const signers = {
  RS: (data, key, alg) => crypto.sign(hash(alg), data, key),
  PS: (data, key, alg) => crypto.sign(hash(alg), data, { key, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST }),
  ES: (data, key, alg) => crypto.sign(hash(alg), data, { key, dsaEncoding: 'ieee-p1363' }),
  HS: (data, key, alg) => crypto.createHmac(hash(alg), key).update(data).digest(),
  no: () => Buffer.alloc(0),
};
const now = Math.floor(Date.now() / 1000);
const good = { iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 600, exp: now + 3600 };
const token = ({ header = {}, claims = {}, without = [], key = channelKey.privateKey, payload } = {}) => {
  const head = { alg: 'RS256', typ: 'JWT', kid: 'k1', ...header };
  for (const name of Object.keys(head)) if (head[name] === null) delete head[name];
  const body = { ...good, ...claims };
  for (const name of without) delete body[name];
  const signed = `${encode(head)}.${encode(payload ?? body)}`;
  return `${signed}.${signers[head.alg.slice(0, 2)](Buffer.from(signed), key, head.alg).toString('base64url')}`;
};
const activity = change => ({
  type: 'message', id: crypto.randomUUID(), channelId: 'msteams', serviceUrl,
  from: { id: '29:user' }, recipient: { id: `28:${appId}` },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: tenant }, text: 'hello', ...change,
});
const publicPem = channelKey.publicKey.export({ type: 'spki', format: 'pem' });
const valid = token();
const [head, , signature] = valid.split('.');

const cases = [
  ['valid', `Bearer ${valid}`],
  ['key without endorsements', `Bearer ${token({ header: { kid: 'k2' }, key: bareKey.privateKey })}`],
  ['key endorsed for another channel', `Bearer ${token({ header: { kid: 'k3' }, key: webKey.privateKey })}`],
  ['expired 2 min ago', `Bearer ${token({ claims: { exp: now - 120 } })}`],
  ['expired 10 min ago', `Bearer ${token({ claims: { exp: now - 600, nbf: now - 4000 } })}`],
  ['not before in 2 min', `Bearer ${token({ claims: { nbf: now + 120 } })}`],
  ['not before in 10 min', `Bearer ${token({ claims: { nbf: now + 600 } })}`],
  ['no exp claim', `Bearer ${token({ without: ['exp'] })}`],
  ['no nbf claim', `Bearer ${token({ without: ['nbf'] })}`],
  ['RS384', `Bearer ${token({ header: { alg: 'RS384' } })}`],
  ['RS512', `Bearer ${token({ header: { alg: 'RS512' } })}`],
  ['PS256', `Bearer ${token({ header: { alg: 'PS256' } })}`],
  ['ES256', `Bearer ${token({ header: { alg: 'ES256' }, key: curveKey.privateKey })}`],
  ['alg none', `Bearer ${token({ header: { alg: 'none' } })}`],
  ['HS256 with the public key', `Bearer ${token({ header: { alg: 'HS256' }, key: publicPem })}`],
  ['wrong audience', `Bearer ${token({ claims: { aud: '99999999-2222-3333-4444-555555555555' } })}`],
  ['audience as URI', `Bearer ${token({ claims: { aud: `api://${appId}` } })}`],
  ['audience array', `Bearer ${token({ claims: { aud: [appId, 'other'] } })}`],
  ['no audience', `Bearer ${token({ without: ['aud'] })}`],
  ['wrong issuer', `Bearer ${token({ claims: { iss: 'https://api.botframework.us' } })}`],
  ['issuer with slash', `Bearer ${token({ claims: { iss: `${issuer}/` } })}`],
  ['unknown kid', `Bearer ${token({ header: { kid: 'k9' } })}`],
  ['no kid', `Bearer ${token({ header: { kid: null } })}`],
  ["another key's signature", `Bearer ${token({ key: strangerKey.privateKey })}`],
  ['crit header', `Bearer ${token({ header: { crit: ['x'], x: 1 } })}`],
  ['jwk in the header', `Bearer ${token({ header: { jwk: strangerKey.publicKey.export({ format: 'jwk' }) }, key: strangerKey.privateKey })}`],
  ['tampered', `Bearer ${head}.${encode({ ...good, serviceurl: 'https://evil.example/' })}.${signature}`],
  ['duplicate iss claim', `Bearer ${token({ payload: JSON.stringify(good).replace('{', '{"iss":"https://evil.example",') })}`],
  ['serviceurl claim absent', `Bearer ${token({ without: ['serviceurl'] })}`],
  ['serviceurl of another host', `Bearer ${token({ claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } })}`],
  ['serviceurl in another case', `Bearer ${token({ claims: { serviceurl: serviceUrl.toUpperCase() } })}`],
  ['serviceurl without slash', `Bearer ${token({ claims: { serviceurl: serviceUrl.slice(0, -1) } })}`],
  ['serviceUrl of a foreign host, signed', `Bearer ${token({ claims: { serviceurl: 'https://evil.trafficmanager.net/' } })}`, { serviceUrl: 'https://evil.trafficmanager.net/' }],
  ['activity without serviceUrl', `Bearer ${valid}`, { serviceUrl: undefined }],
  ['activity of another channel', `Bearer ${valid}`, { channelId: 'webchat' }],
  ['activity without channel', `Bearer ${valid}`, { channelId: undefined }],
  ['channel in another case', `Bearer ${valid}`, { channelId: 'MSTeams' }],
  ['bearer in lower case', `bearer ${valid}`],
  ['two spaces', `Bearer  ${valid}`],
  ['Basic', `Basic ${Buffer.from('a:b').toString('base64')}`],
  ['empty header', ''],
  ['garbage', 'Bearer garbage'],
  ['two segments', `Bearer ${valid.split('.').slice(0, 2).join('.')}`],
].map(([name, header, change]) => ({ name, header, activity: activity(change) }));

const server = http.createServer((request, response) => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(request.url.endsWith('keys') ? { keys } : { issuer, jwks_uri: `${origin}/keys`, id_token_signing_alg_values_supported: ['RS256'] }));
});
server.listen(0, '127.0.0.1', async () => {
  const metadata = `http://127.0.0.1:${server.address().port}/metadata`;
  const authentication = BotFrameworkAuthenticationFactory.create(
    '', true, 'https://login.invalid', 'https://api.botframework.com/.default', issuer, 'https://token.invalid', metadata, metadata,
    'urn:botframework:azure', new PasswordServiceClientCredentialFactory(appId, 'not used'), new AuthenticationConfiguration());
  for (const one of cases) {
    try {
      await authentication.authenticateRequest(one.activity, one.header);
      one.accepted = true;
    } catch {
      one.accepted = false;
    }
  }
  process.stdout.write(JSON.stringify({ metadata, appId, tenant, cases }) + '\n');
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
