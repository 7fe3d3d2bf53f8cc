export {ForbiddenError, HubError, UnauthorizedError} from './errors.ts';
export type {CloseOptions, DisconnectReason, HubConnection} from './hub-connection.ts';
export type {
  AuthenticationRequest,
  CountedHubMethod,
  HubDefinition,
  HubMethod,
  Identity,
  MappedHub,
} from './hub-definition.ts';
export type {LogFields, Logger} from './logger.ts';
export type {SerializedMessage} from './serialized-message.ts';
export type {SignalRServerOptions} from './server-options.ts';
export {SignalRServer} from './server.ts';
