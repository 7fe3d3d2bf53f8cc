import {expect} from '@open-wc/testing';
import {SdkError} from '../../../src/api/errors.ts';
import {msalConfiguration} from '../../../src/services/identity/msal-configuration.ts';

const common = {clientId: 'desk', scope: 'api://cordboard/Desk.Access', redirectUri: '/redirect.html'};
const metadata = {
  issuer: 'http://localhost:7401',
  authorization_endpoint: 'http://localhost:7401/auth',
  token_endpoint: 'http://localhost:7401/token',
  jwks_uri: 'http://localhost:7401/jwks',
};

describe('msalConfiguration', () => {
  it('[ID-26] leaves Entra ID to the library', async () => {
    const {auth, system} = await msalConfiguration({...common, authority: 'https://login.microsoftonline.com/tenant'});
    expect(auth.knownAuthorities).to.equal(undefined);
    expect(system?.protocolMode).to.equal(undefined);
    expect(auth.redirectUri).to.equal(`${location.origin}/redirect.html`);
  });

  it('[ID-26] names any other provider as known and speaks OpenID with it', async () => {
    const {auth, system} = await msalConfiguration({...common, authority: 'https://id.example.com:8443/realm'});
    expect(auth.knownAuthorities).to.deep.equal(['id.example.com:8443']);
    expect(system?.protocolMode).to.equal('OIDC');
    expect(auth.authorityMetadata).to.equal(undefined);
  });

  it('[ID-26] takes http on the own machine by handing the metadata in', async () => {
    const {auth} = await msalConfiguration({...common, authority: 'http://localhost:7401', metadata});
    expect(auth.authority).to.equal('https://localhost:7401');
    expect(JSON.parse(auth.authorityMetadata ?? '')).to.deep.equal(metadata);
  });

  for (const authority of ['http://id.example.com', 'http://localhost.example.com', 'ftp://localhost', 'tenant', '']) {
    it(`[ID-26] refuses the authority "${authority}"`, async () => {
      const error = await msalConfiguration({...common, authority, metadata}).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(SdkError);
      expect(error).to.have.property('code', 'invalid-configuration');
    });
  }
});
