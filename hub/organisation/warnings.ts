import type {Organisation} from './organisation-schema.ts';

/** What is allowed, and will hurt. By its place in the organisation, so that nobody is named. */
export type OrganisationWarning = {
  readonly path: string;
  readonly code: 'telephone-diverts';
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

export function warningsOf({agents, timings}: Organisation): readonly OrganisationWarning[] {
  return agents.flatMap(({device, divertsAfterMs}, at) =>
    device === 'telephone' && divertsAfterMs !== null && divertsAfterMs <= timings.ringVoiceMs
      ? [{path: `/agents/${at}/divertsAfterMs`, code: 'telephone-diverts' as const, text: TELEPHONE_DIVERTS}]
      : [],
  );
}
