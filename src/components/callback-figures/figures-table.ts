import {html, type TemplateResult} from 'lit';
import {type CallbackCounts, FIGURE_COUNTS, type FigureSlot} from '../../domain/callback-figures.ts';
import type {CallbackFigures} from '../../services/ports.ts';
import type {FigureWords} from '../strings/english-figures.ts';
import {savedWords} from './figures-words.ts';

type TableView = {
  readonly hours: readonly FigureSlot[];
  readonly figures: CallbackFigures;
  readonly names: readonly string[];
  readonly words: FigureWords;
};

/** All that was counted, by hour and by queue; hours in which there was nothing are left out. */
export function figuresTables({hours, names, figures, words}: TableView): TemplateResult<1> {
  const busy = hours.flatMap((hour, at) =>
    FIGURE_COUNTS.some((count) => hour[count] > 0) ? [[names[at] ?? '', hour] as const] : [],
  );
  return html`<details part="tables">
    <summary>${words.asTable}</summary>
    ${tableOf(words.byHour, words.hour, busy, words)}
    ${tableOf(
      words.byQueue,
      words.queue,
      figures.queues.map((queue) => [queue.name, queue] as const),
      words,
    )}
  </details>`;
}

type Row = readonly [name: string, counts: CallbackCounts];

function tableOf(caption: string, first: string, rows: readonly Row[], words: FigureWords): TemplateResult<1> {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${first}</th>
          ${FIGURE_COUNTS.map((count) => html`<th scope="col" class="figure">${words.counts[count]}</th>`)}
          <th scope="col" class="figure">${words.saved}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, counts]) =>
            html`<tr>
              <th scope="row"><bdi>${name}</bdi></th>
              ${FIGURE_COUNTS.map((count) => html`<td class="figure">${counts[count]}</td>`)}
              <td class="figure">${savedWords(counts.savedMs, words)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
