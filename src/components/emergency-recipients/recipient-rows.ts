import {parseAddresses} from '../../domain/mail-addresses.ts';
import {searchText} from '../../domain/search-text.ts';
import {type AdminAgent, type SettingEdits, agentSettingKey} from '../../services/ports.ts';
import {sorted} from '../templates/sort-order.ts';

export type ShownRecipients = 'all' | 'own' | 'none' | 'unsaved';
export type RecipientFilter = {readonly text: string; readonly show: ShownRecipients};

export const ALL_RECIPIENTS: RecipientFilter = {text: '', show: 'all'};

/**
 * The agents to show, by name.
 * @param kept who was shown before and has been typed at: nothing leaves the list under somebody's hands
 */
export function recipientRows(
  agents: readonly AdminAgent[],
  edits: SettingEdits,
  {text, show}: RecipientFilter,
  kept: ReadonlySet<string>,
): readonly AdminAgent[] {
  const wanted = searchText(text);
  const rows = agents.filter((agent) => {
    const typed = edits.get(agentSettingKey(agent.id))?.typed;
    if (typed !== undefined && kept.has(agent.id)) return true;
    const {id, name, team, notifications} = agent;
    const found = searchText(`${name} ${id} ${team ?? ''} ${notifications} ${typed ?? ''}`).includes(wanted);
    return found && isShown(notifications, typed !== undefined, show);
  });
  return sorted(rows, false, () => 0);
}

function isShown(notifications: string, edited: boolean, show: ShownRecipients): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'unsaved':
      return edited;
    default:
      return hasPeople(notifications) === (show === 'own');
  }
}

/** How many agents call for help without anybody being told, as the hub has it. */
export function untold(agents: readonly AdminAgent[], everybody: string): number {
  return hasPeople(everybody) ? 0 : agents.filter(({notifications}) => !hasPeople(notifications)).length;
}

function hasPeople(notifications: string): boolean {
  return parseAddresses(notifications).addresses.length > 0;
}
