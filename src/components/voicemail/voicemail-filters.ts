import {html, type TemplateResult} from 'lit';
import type {VoicemailPage, VoicemailStatus} from '../../services/voicemail/voicemail-ports.ts';
import type {VoicemailWords} from '../strings/english-voicemail.ts';
import type {VoicemailLook} from './voicemail-reader.ts';

const STATUSES: readonly VoicemailStatus[] = ['new', 'done', 'all'];
/** What stands for all: no queue is called so. */
const ANY = '';

export type VoicemailFilters = {
  readonly look: VoicemailLook;
  readonly queues: VoicemailPage['queues'];
  readonly words: VoicemailWords;
  readonly onFind: (change: Partial<VoicemailLook>) => void;
};

/** Which messages are shown. */
export function voicemailFilters({look, queues, words, onFind}: VoicemailFilters): TemplateResult<1> {
  return html`<div part="filters" class="filters" role="search" aria-label=${words.filters}>
    ${choice(
      'status',
      words.shown,
      look.status,
      (value) => onFind({status: STATUSES.find((each) => each === value) ?? 'new'}),
      STATUSES.map((each) => [each, words.statuses[each]]),
    )}
    ${choice('queue', words.queue, look.queueId ?? ANY, (value) => onFind({queueId: value === ANY ? null : value}), [
      [ANY, words.anyQueue],
      ...queues.map(({id, name}) => [id, name] as const),
    ])}
  </div>`;
}

function choice(
  id: string,
  label: string,
  chosen: string,
  onChoose: (value: string) => void,
  options: readonly (readonly [value: string, word: string])[],
): TemplateResult<1> {
  return html`<select
    id=${id}
    class="field"
    aria-label=${label}
    @change=${({target}: Event) => target instanceof HTMLSelectElement && onChoose(target.value)}
  >
    ${options.map(([value, word]) => html`<option .value=${value} ?selected=${value === chosen}>${word}</option>`)}
  </select>`;
}
