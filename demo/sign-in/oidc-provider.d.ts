/** The part of `oidc-provider` (which brings no types) that the demo's sign-in uses. */
declare module 'oidc-provider' {
  import type {IncomingMessage, ServerResponse} from 'node:http';

  export type Context = {
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
    readonly method: string;
    readonly path: string;
    query: Record<string, unknown>;
    status: number;
    type: string;
    body: unknown;
    set(name: string, value: string): void;
    readonly oidc: {
      readonly body?: {readonly scope?: string};
      readonly params?: {readonly scope?: string};
      readonly session?: {readonly accountId?: string; grantIdFor(clientId: string): string | undefined};
      readonly client?: {readonly clientId: string};
      readonly provider: Provider;
    };
  };

  export class Grant {
    constructor(properties: {readonly clientId: string; readonly accountId: string});
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  export type Interaction = {readonly uid: string; readonly session?: {readonly accountId: string}};

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    readonly Grant: typeof Grant & {find(id: string): Promise<Grant | undefined>};
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    on(event: 'server_error', listener: (context: Context, error: Error) => void): void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Readonly<Record<string, unknown>>,
      options: {readonly mergeWithLastSubmission: boolean},
    ): Promise<void>;
  }

  export const interactionPolicy: {
    readonly Prompt: new (options: {readonly name: string; readonly requestable: boolean}) => unknown;
    base(): {add(prompt: unknown, position: number): void};
  };

  export default Provider;
}
