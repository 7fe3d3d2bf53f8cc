import {html, type TemplateResult} from 'lit';
import type {CallbackKind} from '../../domain/callback.ts';
import type {CallbackView, InboxChoices, InboxFilter, InboxWhose} from '../../services/ports.ts';
import {icon} from '../icons/icons.ts';
import type {CallbackWords} from '../strings/english-callbacks.ts';
import type {InboxWords} from '../strings/english-inbox.ts';

const KINDS: readonly CallbackKind[] = ['direct', 'web', 'scheduled', 'personal'];
const STATUSES: readonly CallbackView['status'][] = [
  ...(['scheduled', 'queued', 'kept', 'unreached', 'cancelled', 'expired'] as const),
];
/** What stands for all: no queue and no agent is called so. */
const ANY = '';
/** So long may what is looked for be. */
const TEXT_MAX = 128;

export type InboxFilters = {
  readonly filter: InboxFilter;
  readonly choices: InboxChoices;
  readonly words: InboxWords;
  readonly callbackWords: CallbackWords;
  readonly onFilter: (change: Partial<InboxFilter>) => void;
};

/** Which callbacks are shown. */
export function inboxFilters({filter, choices, words, callbackWords, onFilter}: InboxFilters): TemplateResult<1> {
  const {statuses} = callbackWords;
  return html`<div part="filters" class="filters" role="search" aria-label=${words.filters}>
    <span class="find"
      >${icon('search')}<input
        id="search"
        class="field"
        type="search"
        autocomplete="off"
        maxlength=${TEXT_MAX}
        placeholder=${words.search}
        aria-label=${words.search}
        .value=${filter.text}
        @input=${({target}: Event) => target instanceof HTMLInputElement && onFilter({text: target.value})}
    /></span>
    ${choice('state', words.state, filter.status ?? ANY, onStatus(onFilter), [
      [ANY, words.anyState],
      ['open', words.open],
      ...STATUSES.map((each) => [each, statuses[each]] as const),
    ])}
    ${choice(
      'kind',
      words.anyKind,
      filter.kind ?? ANY,
      (value) => onFilter({kind: KINDS.find((each) => each === value) ?? null}),
      [[ANY, words.anyKind], ...KINDS.map((each) => [each, words.kinds[each]] as const)],
    )}
    ${choice(
      'queue-filter',
      words.queue,
      filter.queueId ?? ANY,
      (value) => onFilter({queueId: value === ANY ? null : value}),
      [[ANY, words.anyQueue], ...choices.queues.map(({id, name}) => [id, name] as const)],
    )}
    ${whoseChoice(filter.whose, choices, words, onFilter)}
  </div>`;
}

function onStatus(onFilter: InboxFilters['onFilter']): (value: string) => void {
  return (value) => onFilter({status: value === 'open' ? 'open' : (STATUSES.find((each) => each === value) ?? null)});
}

const AGENT = 'agent ';

function whoseChoice(
  whose: InboxWhose,
  {agents}: InboxChoices,
  words: InboxWords,
  onFilter: InboxFilters['onFilter'],
): TemplateResult<1> {
  const options: readonly Option[] = [
    ['any', words.anybody],
    ['own', words.mine],
    ['promised', words.promised],
    ['nobody', words.nobody],
    ...agents.map(({agentId, name}) => [`${AGENT}${agentId}`, words.forAgent(name)] as const),
  ];
  const chosen = whose.kind === 'agent' ? `${AGENT}${whose.agentId}` : whose.kind;
  return choice('whose', words.anybody, chosen, (value) => onFilter({whose: whoseOf(value)}), options);
}

function whoseOf(value: string): InboxWhose {
  if (value.startsWith(AGENT)) return {kind: 'agent', agentId: value.slice(AGENT.length)};
  return {kind: (['own', 'promised', 'nobody'] as const).find((each) => each === value) ?? 'any'};
}

type Option = readonly [value: string, word: string];

function choice(
  id: string,
  label: string,
  chosen: string,
  onChoose: (value: string) => void,
  options: readonly Option[],
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
