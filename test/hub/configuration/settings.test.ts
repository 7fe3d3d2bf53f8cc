import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {ConfigurationError, readConfiguration} from '../../../hub/configuration.ts';

const REQUIRED = {
  CORDBOARD_ISSUER: 'https://login.example.com',
  CORDBOARD_JWKS_URL: 'https://login.example.com/keys',
  CORDBOARD_AUDIENCE: 'api://cordboard',
  CORDBOARD_SCOPE: 'api://cordboard/Desk.Access',
  CORDBOARD_ALLOWED_ORIGINS: 'https://crm.example.com',
};

/** The sentence a setting is refused with. */
function refusalOf(settings: Readonly<Record<string, string>>): string {
  try {
    readConfiguration({...REQUIRED, ...settings});
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('settings of the operator', () => {
  it('[OP-1] without them the hub speaks plain HTTP, trusts no proxy, tells no relay and is watched from its machine', () => {
    const {tls, proxy, ice, watching} = readConfiguration(REQUIRED);
    assert.deepEqual(
      {tls, proxy, ice, watching},
      {
        tls: null,
        proxy: {publicUrl: null, trusted: []},
        ice: {servers: [], turnSecret: null},
        watching: {metricsToken: null, statusToken: null, tracesEndpoint: null},
      },
    );
  });

  it('[FL-12] flows ask nobody until hosts are listed, and what is no host is refused', () => {
    assert.deepEqual(readConfiguration(REQUIRED).integration.flowHosts, []);
    const listed = {...REQUIRED, CORDBOARD_FLOW_HTTP_HOSTS: 'crm.example.com, 10.0.0.7:8443'};
    assert.deepEqual(readConfiguration(listed).integration.flowHosts, ['crm.example.com', '10.0.0.7:8443']);
    assert.match(
      refusalOf({CORDBOARD_FLOW_HTTP_HOSTS: 'https://crm.example.com/'}),
      /^CORDBOARD_FLOW_HTTP_HOSTS must be hosts/,
    );
  });

  it('[OP-1] each is read as it is meant', () => {
    const {tls, proxy, ice, watching, media} = readConfiguration({
      ...REQUIRED,
      CORDBOARD_SOUNDS: '/srv/sounds',
      CORDBOARD_TLS_CERT: '/etc/cordboard/cert.pem',
      CORDBOARD_TLS_KEY: '/etc/cordboard/key.pem',
      CORDBOARD_PUBLIC_URL: 'https://hub-1.example.com/cordboard/',
      CORDBOARD_TRUSTED_PROXIES: '10.0.0.7, 192.168.0.0/16, fd00::/8',
      CORDBOARD_ICE_SERVERS: '[{"urls": "stun:stun.example.com"}, {"urls": ["turns:turn.example.com:5349"]}]',
      CORDBOARD_TURN_SECRET: 'sixteen-or-more-1',
      CORDBOARD_METRICS_TOKEN: 'sixteen-or-more-2',
      CORDBOARD_STATUS_TOKEN: 'sixteen-or-more-3',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    });
    assert.deepEqual(tls, {cert: '/etc/cordboard/cert.pem', key: '/etc/cordboard/key.pem'});
    assert.deepEqual(proxy, {
      publicUrl: 'https://hub-1.example.com/cordboard',
      trusted: ['10.0.0.7', '192.168.0.0/16', 'fd00::/8'],
    });
    assert.deepEqual(ice.servers, [
      {urls: ['stun:stun.example.com'], username: null, credential: null},
      {urls: ['turns:turn.example.com:5349'], username: null, credential: null},
    ]);
    assert.equal(ice.turnSecret, 'sixteen-or-more-1');
    assert.equal(media.soundsDir, '/srv/sounds');
    assert.deepEqual(watching, {
      metricsToken: 'sixteen-or-more-2',
      statusToken: 'sixteen-or-more-3',
      tracesEndpoint: 'http://collector:4318',
    });
  });

  const wrong: readonly (readonly [settings: Record<string, string>, names: string])[] = [
    [{CORDBOARD_TLS_CERT: 'marked'}, 'CORDBOARD_TLS_KEY must be set.'],
    [{CORDBOARD_TLS_KEY: 'marked'}, 'CORDBOARD_TLS_CERT must be set.'],
    [{CORDBOARD_PUBLIC_URL: 'ftp://marked.example.com'}, 'CORDBOARD_PUBLIC_URL must be a web address'],
    [{CORDBOARD_PUBLIC_URL: 'https://marked.example.com/?x=1'}, 'CORDBOARD_PUBLIC_URL must be a web address'],
    [{CORDBOARD_TRUSTED_PROXIES: 'marked-host'}, 'CORDBOARD_TRUSTED_PROXIES must be addresses or networks'],
    [{CORDBOARD_TRUSTED_PROXIES: '10.0.0.0/33'}, 'CORDBOARD_TRUSTED_PROXIES must be addresses or networks'],
    [{CORDBOARD_ICE_SERVERS: '{marked'}, 'CORDBOARD_ICE_SERVERS must be a JSON list'],
    [{CORDBOARD_ICE_SERVERS: '{"urls": "marked"}'}, 'CORDBOARD_ICE_SERVERS must be Array'],
    [{CORDBOARD_ICE_SERVERS: '[{"urls": "https://marked"}]'}, 'CORDBOARD_ICE_SERVERS.0.urls must be a JSON list'],
    [{CORDBOARD_ICE_SERVERS: '[{"urls": []}]'}, 'CORDBOARD_ICE_SERVERS.0.urls must be a JSON list'],
    [{CORDBOARD_TURN_SECRET: 'marked'}, 'CORDBOARD_TURN_SECRET must be a secret of at least 16 characters.'],
    [{CORDBOARD_METRICS_TOKEN: 'marked'}, 'CORDBOARD_METRICS_TOKEN must be a secret'],
    [{CORDBOARD_STATUS_TOKEN: 'marked'}, 'CORDBOARD_STATUS_TOKEN must be a secret'],
    [{OTEL_EXPORTER_OTLP_ENDPOINT: 'marked'}, 'OTEL_EXPORTER_OTLP_ENDPOINT must be'],
  ];
  for (const [settings, names] of wrong) {
    it(`[OP-1] ${JSON.stringify(settings)} is one sentence that names it and not its value`, () => {
      const sentence = refusalOf(settings);
      assert.ok(sentence.includes(names), sentence);
      assert.ok(!sentence.includes('marked'), sentence);
    });
  }
});
