/** What the demo's tokens are for; in Entra ID this is the app registration that stands for the hub. */
export const AUDIENCE = 'api://cordboard';
export const SCOPE = 'api://cordboard/Desk.Access';
/** The directory that stands in for Microsoft Graph takes tokens of Graph's own audience, with Graph's own scopes. */
export const GRAPH_AUDIENCE = 'https://graph.microsoft.com';
export const GRAPH_SCOPES = ['User.Read.All', 'Presence.Read.All', 'Mail.Send'];
export const CLIENT_ID = 'cordboard-demo';

/** The desk only names scopes, as with Entra ID; the resource they belong to follows from their names. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  [AUDIENCE]: [SCOPE],
  [GRAPH_AUDIENCE]: GRAPH_SCOPES,
};

export const RESOURCE_NAMES = Object.keys(RESOURCES);

export function scopesOf(resource: string): readonly string[] {
  return RESOURCES[resource] ?? [];
}

export function resourcesFor(scope: string): string[] {
  const asked = scope.split(' ');
  return RESOURCE_NAMES.filter((resource) => scopesOf(resource).some((name) => asked.includes(name)));
}

/** Scopes that were not part of the sign-in can never be got by refreshing, so each sign-in asks for all. */
export function withAllScopes(scope: string): string {
  return [...new Set([...scope.split(' '), ...RESOURCE_NAMES.flatMap(scopesOf)])]
    .filter((name) => name !== '')
    .join(' ');
}
