import type {Organisation} from './organisation-schema.ts';

/** What is allowed, and will hurt. By its place in the organisation, so that nobody is named. */
export type OrganisationWarning = {
  readonly path: string;
  readonly code: 'telephone-diverts' | 'closed-rule-not-met';
  readonly text: string;
};

/**
 * [AN-10] [TR-24] A network that diverts calls answers them: nobody can tell its voicemail from the agent, who is taken for
 * talking, and the customer for served.
 */
export const TELEPHONE_DIVERTS =
  'Voicemail or forwarding answers at this telephone before a call that rings there goes to somebody else ' +
  '(timings.ringVoiceMs): customers end there unseen and are counted as connected. Switch voicemail, forwarding and call ' +
  'waiting off on the numbers of agents, or let them begin later than that.';

export function warningsOf(organisation: Organisation): readonly OrganisationWarning[] {
  return [...divertingTelephones(organisation), ...closedRulesNotMet(organisation)];
}

function divertingTelephones({agents, timings}: Organisation): readonly OrganisationWarning[] {
  return agents.flatMap(({device, divertsAfterMs}, at) =>
    device === 'telephone' && divertsAfterMs !== null && divertsAfterMs <= timings.ringVoiceMs
      ? [{path: `/agents/${at}/divertsAfterMs`, code: 'telephone-diverts' as const, text: TELEPHONE_DIVERTS}]
      : [],
  );
}

/** [PK-118] Who is turned away at the door comes to no rule behind it. */
export const CLOSED_RULE_NOT_MET =
  'Callers of this entry point are turned away while its queue is closed (whenClosed: end), before any rule is asked: the ' +
  'overflow rule about closed hours never holds for them. Let whenClosed be assign, or take the rule out.';

function closedRulesNotMet({entryPoints, queues}: Organisation): readonly OrganisationWarning[] {
  return entryPoints.flatMap(({channel, queue, overflow, whenClosed}, at) => {
    const rules = overflow ?? queues.find(({id}) => id === queue)?.overflow;
    const asks = rules?.before.some(({when}) => when.kind === 'closed') === true;
    return channel === 'voice' && whenClosed === 'end' && asks
      ? [{path: `/entryPoints/${at}/whenClosed`, code: 'closed-rule-not-met' as const, text: CLOSED_RULE_NOT_MET}]
      : [];
  });
}
