import {html, type TemplateResult} from 'lit';
import {icon} from '../icons/icons.ts';
import type {CallbackWords} from '../strings/english-callbacks.ts';

export type SchedulerTab = 'schedule' | 'manage';

type TabsView = {
  readonly current: SchedulerTab;
  /** How many there are; null: not known yet. */
  readonly count: number | null;
  readonly editing: boolean;
  readonly words: CallbackWords;
  readonly onTab: (tab: SchedulerTab) => void;
};

/** [CB-28] Arrows go from one to the other and keep the focus there (ARIA Authoring Practices). */
export function schedulerTabs({current, count, editing, words, onTab}: TabsView): TemplateResult<1> {
  const other = current === 'schedule' ? 'manage' : 'schedule';
  const walk = (event: KeyboardEvent): void => {
    const {key, currentTarget} = event;
    const to = key === 'Home' ? 'schedule' : key === 'End' ? 'manage' : /^Arrow(Left|Right)$/.test(key) ? other : null;
    if (to === null || !(currentTarget instanceof HTMLElement)) return;
    event.preventDefault();
    onTab(to);
    currentTarget.querySelector<HTMLElement>(`#tab-${to}`)?.focus();
  };
  const tab = (name: SchedulerTab, label: string): TemplateResult<1> =>
    html`<button
      type="button"
      role="tab"
      id="tab-${name}"
      part="tab"
      class="tab"
      tabindex=${name === current ? '0' : '-1'}
      aria-selected=${name === current ? 'true' : 'false'}
      aria-controls="panel"
      @click=${() => onTab(name)}
    >
      ${icon(name === 'schedule' ? 'callback' : 'queue')}<span>${label}</span>
    </button>`;
  return html`<div class="tabs" role="tablist" aria-label=${words.tabs} @keydown=${walk}>
    ${tab('schedule', editing ? words.editing : words.schedule)}
    ${tab('manage', count === null ? words.manage : words.manageCount(count))}
  </div>`;
}
