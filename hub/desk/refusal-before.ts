import type {CommandEnvelope} from '../../src/api/wire/commands.ts';
import type {Refusal} from '../../src/domain/refusal.ts';
import type {Identity} from '../identity/index.ts';
import type {DecidedCommand} from './commands.ts';

/** Contacts are for agents; these are a supervisor's. */
const FOR_SUPERVISORS: readonly DecidedCommand[] = [
  'SetAgentPresence',
  'SignOutAgent',
  'Monitor',
  'BargeIn',
  'StopMonitoring',
  'CancelCallback',
  'MoveCallback',
];

/** Whoever is in a call needs these, and anybody may leave. */
const FOR_BOTH: readonly DecidedCommand[] = [
  'MuteContact',
  'ClaimSoftphone',
  'ReleaseSoftphone',
  'ReportReadiness',
  'ConfirmLocation',
  'ForgetLocation',
];

/** What speaks against any command, whatever it is about. */
export function refusalBefore(
  name: DecidedCommand,
  {deadlineAt}: CommandEnvelope,
  now: number,
  {roles}: Identity,
): Refusal | null {
  if (deadlineAt < now) return 'command-late';
  if (name === 'SignOut') return null;
  const supervisor = FOR_SUPERVISORS.includes(name) || (FOR_BOTH.includes(name) && !roles.includes('agent'));
  return roles.includes(supervisor ? 'supervisor' : 'agent') ? null : 'not-permitted';
}
