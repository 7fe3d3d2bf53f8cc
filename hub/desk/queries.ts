import type {QueryBodies, QueryName, QueryResults} from '../../src/api/wire/commands.ts';
import type {IceServer} from '../../src/api/wire/views.ts';
import type {Role} from '../identity/identity.ts';
import {callbackChoices} from '../callbacks/callback-choices.ts';
import {listFigures} from '../callbacks/callback-figures.ts';
import {inboxChoices, listInbox} from '../callbacks/callback-inbox.ts';
import {callbacksOfOwnContact} from '../callbacks/schedule-callback.ts';
import {callbacksOfAgent} from '../callbacks/view-callback.ts';
import {findAddresses} from '../organisation/find-addresses.ts';
import type {Work} from '../store/unit-of-work.ts';
import {listAgents} from './agent-summaries.ts';
import {listQueues} from './queue-summaries.ts';
import {listTargets} from './target-lists.ts';
import {listRecents} from './recents.ts';

/** Who asks. */
export type Asking = {
  readonly agentId: string;
  readonly roles: readonly Role[];
  readonly iceServers: (agentId: string) => readonly IceServer[];
};

type Handler<Name extends QueryName> = (
  work: Work,
  asking: Asking,
  body: QueryBodies[Name],
) => Promise<QueryResults[Name]>;

type Query<Name extends QueryName> = {
  /** Any one of these roles may ask; anybody else is told `not-permitted`. */
  readonly roles: readonly Role[];
  readonly answer: Handler<Name>;
  /** The answer depends on nothing but the moment. */
  readonly shared?: true;
};

/** Query → who may ask it, and the answer. It changes nothing, so nothing is kept of it and it may be asked again. */
export const QUERIES: {readonly [name in QueryName]: Query<name>} = {
  FindAddresses: {
    roles: ['agent', 'supervisor'],
    answer: async (work, _asking, {text, limit}) => ({entries: await findAddresses(work, text, limit)}),
  },
  ListRecents: {
    roles: ['agent'],
    answer: async (work, {agentId}) => ({
      recents: await listRecents(work, agentId, work.settings.dataProtection),
    }),
  },
  ListIceServers: {
    roles: ['agent', 'supervisor'],
    answer: async (_work, {agentId, iceServers}) => ({iceServers: iceServers(agentId)}),
  },
  ListAgents: {roles: ['supervisor'], shared: true, answer: async (work) => ({agents: await listAgents(work)})},
  ListQueues: {roles: ['supervisor'], shared: true, answer: async (work) => ({queues: await listQueues(work)})},
  ListTargets: {roles: ['agent'], answer: async (work, {agentId}, body) => listTargets(work, agentId, body)},
  ListCallbacks: {
    roles: ['agent'],
    answer: async (work, {agentId}, {scope}) => {
      if (scope.kind === 'own') return {callbacks: await callbacksOfAgent(work, agentId)};
      return {callbacks: await callbacksOfOwnContact(work, agentId, scope.contactId)};
    },
  },
  ListCallbackChoices: {roles: ['agent'], answer: async (work, {agentId}) => callbackChoices(work, agentId)},
  ListCallbackInbox: {
    roles: ['agent', 'supervisor'],
    answer: (work, asking, question) => listInbox(work, asking, question),
  },
  ListCallbackInboxChoices: {roles: ['agent', 'supervisor'], answer: (work, asking) => inboxChoices(work, asking)},
  ListCallbackFigures: {roles: ['supervisor'], answer: (work, _asking, question) => listFigures(work, question)},
};

export const QUERY_NAMES: readonly QueryName[] = [
  'FindAddresses',
  'ListRecents',
  'ListIceServers',
  'ListAgents',
  'ListQueues',
  'ListTargets',
  'ListCallbacks',
  'ListCallbackChoices',
  'ListCallbackInbox',
  'ListCallbackInboxChoices',
  'ListCallbackFigures',
];
