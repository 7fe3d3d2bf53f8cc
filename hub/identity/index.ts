export {APPLICATION_ROLE, type Application} from './application.ts';
export {AuthenticationError, type AuthenticationErrorCode} from './authentication-error.ts';
export {bearerToken} from './bearer-token.ts';
export {isRole, ROLES, type Identity, type Role} from './identity.ts';
export {createTokenVerifier, type TokenVerifier, type TokenVerifierOptions} from './token-verifier.ts';
