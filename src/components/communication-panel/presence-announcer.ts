import type {Offer} from '../../domain/offer.ts';
import {owesAvailabilityChoice, type Presence, type PresenceChoice} from '../../domain/presence.ts';
import {presenceWords} from '../agent-bar/presence-words.ts';
import {choiceSentence} from '../availability-choice/choice-words.ts';
import {agentWords} from '../strings/english-agent.ts';
import type {Strings} from '../strings/english.ts';
import {bidiSafe} from '../templates/bidi.ts';

export type AnnouncedPresence = {
  readonly presence: Presence;
  readonly choices: readonly PresenceChoice[];
  readonly untaken: Offer['purpose'] | null;
  readonly strings: Strings;
  /** A popover of the page tells the choice that is owed. */
  readonly choiceIsTold: () => boolean;
};

/** Tells each change of the agent's state once, whoever made it: the agent, the hub, a supervisor or another page. */
export class PresenceAnnouncer {
  #before: string | null = null;
  #said = '';

  /** The sentence of the last change; what is the case at the beginning is not told. */
  tell({presence, choices, untaken, strings, choiceIsTold}: AnnouncedPresence): string {
    const key = `${presence.base} ${presence.reason ?? ''}`;
    const before = this.#before;
    this.#before = key;
    if (before === null || before === key) return this.#said;
    const words = bidiSafe((isolated) =>
      agentWords(strings).changed(isolated(presenceWords(presence, choices, strings))),
    );
    if (!owesAvailabilityChoice(presence)) this.#said = words;
    else this.#said = choiceIsTold() ? '' : `${choiceSentence(presence, untaken, strings)} ${words}`;
    return this.#said;
  }

  /** The agent is not at the desk: what comes next is a beginning. */
  forget(): void {
    this.#before = null;
    this.#said = '';
  }
}
