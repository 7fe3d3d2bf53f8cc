import {nothing, type PropertyDeclarations, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {type ReadinessItem, summaryOf} from '../../domain/emergency-readiness.ts';
import type {AgentReadiness, ReadinessList} from '../../services/ports.ts';
import {CordboardElement} from '../base/cordboard-element.ts';
import {countryName} from '../templates/country-name.ts';
import {icon} from '../icons/icons.ts';
import type {ReadinessWords} from '../strings/english-readiness.ts';
import {looksOf, readinessWords, reasonWords} from '../templates/readiness-words.ts';
import {emergencyReadinessListStyles} from './emergency-readiness-list.styles.ts';

/**
 * @summary Which agents could call for help, for administrators: the four conditions of each, who is not ready first, and whether there are
 * numbers enough to ring back on.
 * @csspart head - How many are ready, and the numbers.
 * @csspart agent - Each agent.
 * @csspart cell - Each condition of an agent.
 * @since 0.4.0
 */
export class CordboardEmergencyReadinessList extends CordboardElement {
  static override styles = emergencyReadinessListStyles;
  static override properties: PropertyDeclarations = {list: {attribute: false}};

  /** What the hub says of every agent; null: not known yet. */
  declare list: ReadinessList | null;

  constructor() {
    super();
    this.list = null;
  }

  protected override render(): TemplateResult<1> {
    const words = readinessWords(this.strings);
    const {list, html} = this;
    if (list === null) return html`<p class="help" role="status">${words.listLoading}</p>`;
    if (list.agents.length === 0) return html`<p class="help">${words.noAgents}</p>`;
    const agents = list.agents.toSorted((one, other) => thingsToDo(other) - thingsToDo(one));
    return html`${this.#head(list, words)}
      <ul class="agents" role="list" aria-label=${words.listHeading}>
        ${repeat(
          agents,
          ({id}) => id,
          (agent) => this.#agent(agent, words),
        )}
      </ul>`;
  }

  #head({agents, callbackNumbers}: ReadinessList, words: ReadinessWords): TemplateResult<1> {
    const {free, resting, held} = callbackNumbers;
    const ready = agents.filter(({items}) => summaryOf(items).status === 'ready').length;
    return this.html`<div part="head" class="head">
      <h2>${words.listHeading}</h2>
      <p>${words.listSummary(ready, agents.length)}</p>
      <p class="help">${words.numbers(free, resting, held)}</p>
      ${free < agents.length ? this.html`<p class="few">${icon('alert')}<span>${words.fewNumbers(free, agents.length)}</span></p>` : nothing}
    </div>`;
  }

  #agent({id, name, team, neverSignedIn, items}: AgentReadiness, words: ReadinessWords): TemplateResult<1> {
    return this.html`<li part="agent" class="agent" data-agent=${id}>
      <div>
        <p class="name"><bdi>${name}</bdi></p>
        ${team === null ? nothing : this.html`<p class="help"><bdi>${team}</bdi></p>`}
        ${neverSignedIn ? this.html`<p class="help">${words.neverSignedIn}</p>` : nothing}
      </div>
      <dl class="cells">${items.map((item) => this.#cell(item, words))}</dl>
    </li>`;
  }

  #cell(item: ReadinessItem, words: ReadinessWords): TemplateResult<1> {
    const {icon: symbol, tone} = looksOf(item);
    const country = item.id === 'location' && item.country !== null ? ` (${countryName(item.country)})` : '';
    return this.html`<div part="cell" class="cell ${tone}" data-item=${item.id}>
      <dt>${words.items[item.id]}</dt>
      <dd>
        ${icon(symbol)}<span
          ><span class="visually-hidden">${words.states[item.state]}: </span
          ><span class="reason">${reasonWords(item, words).short}${country}</span></span
        >
      </dd>
    </div>`;
  }
}

function thingsToDo({items}: AgentReadiness): number {
  return items.filter(({by}) => by !== null).length;
}
