import type {CommandName} from '../../src/api/wire/commands.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import type {Work} from '../store/unit-of-work.ts';
import {isLockedInEmergency} from './wrap-up-timer.ts';

/** What a desk says by itself, what has a rule of its own in an emergency, and what only ends or puts away. */
const STILL: ReadonlySet<CommandName> = new Set<CommandName>([
  ...(['SetPresence', 'SignOut', 'Dial', 'Redial', 'PresentOffer', 'DeclineOffer', 'DismissMissed'] as const),
  ...(['ClaimSoftphone', 'ReleaseSoftphone', 'ReportReadiness', 'ConfirmLocation', 'ForgetLocation'] as const),
  'DismissLostCallback',
  ...(['ExtendWrapUp', 'SubmitWrapUp', 'SuggestWrapUp', 'StopMonitoring', 'MuteContact', 'UnmuteContact'] as const),
]);

/** [EM-25] An agent who calls for help does nothing else meanwhile, also by a page that does not know of the emergency. */
export async function refusalWhileLocked(work: Work, agentId: string, name: CommandName): Promise<Refusal | null> {
  return !STILL.has(name) && (await isLockedInEmergency(work, agentId)) ? 'in-emergency' : null;
}
