import {css} from 'lit';
import {tableStyles} from '../templates/table.styles.ts';
import {wholeViewStyles} from '../templates/whole-view.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    container-type: inline-size;
  }

  .own {
    --_columns: minmax(9rem, 1.6fr) minmax(6rem, 1fr) minmax(8rem, 1.2fr) 4rem minmax(21rem, 1.6fr);
  }

  /* A button more has to fit. */
  .all {
    --_columns: minmax(9rem, 1.6fr) minmax(5.5rem, 1fr) minmax(8rem, 1.2fr) 3.75rem minmax(29rem, 1.6fr);
  }

  .voicemail {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    overflow-wrap: anywhere;
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0.5rem 0.75rem;
  }

  .filters > * {
    flex: 1 1 8rem;
    min-inline-size: 0;
    max-inline-size: 20rem;
  }

  select.field {
    font: inherit;
    color: inherit;
    background: var(--_surface);
  }

  .notices {
    display: grid;
    gap: 0.35rem;
    padding-inline: 0.75rem;
  }

  :is(.outdated, .said):has(*) {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 0.75rem;
    align-items: center;
    padding-block-end: 0.35rem;
  }

  .message.positive {
    color: var(--_positive);
    font-weight: 600;
  }

  .row:not(.head) {
    align-items: start;
    padding-block: 0.5rem;
  }

  .row[tabindex]:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: -2px;
  }

  .cell {
    font-variant-numeric: tabular-nums;
  }

  .name {
    font-weight: 600;
  }

  .line {
    display: block;
    color: var(--_muted);
    font-size: 0.95em;
  }

  .line:is(.done, .callback) {
    display: flex;
    gap: 0.3em;
    align-items: start;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
  }

  .actions .button {
    min-block-size: 2rem;
    padding-inline: 0.5rem;
  }

  /* Both words of the button have the same place. */
  .listen > .action > .button {
    min-inline-size: 6.25rem;
  }

  .wide {
    grid-column: 1 / -1;
  }

  .player {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 0.75rem;
    align-items: center;
    padding: 0.25rem 0.6rem;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }

  .player > input {
    flex: 1 1 9rem;
    min-inline-size: 0;
    block-size: 1.75rem;
    accent-color: var(--_accent);
    cursor: pointer;
  }

  .player > select {
    flex: none;
    inline-size: auto;
    min-block-size: 2rem;
  }

  .doubt {
    display: grid;
    gap: 0.4rem;
    padding: 0.5rem 0.6rem;
    border: 2px solid var(--_warning);
    border-radius: var(--_radius);
  }

  .bar,
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
  }

  .foot {
    justify-content: space-between;
    padding: 0.5rem 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .none {
    display: grid;
    gap: 0.6rem;
    justify-items: center;
    max-inline-size: 60ch;
    margin-inline: auto;
    text-wrap: balance;
  }

  .none h3 {
    color: var(--_text);
    font-size: 1em;
    font-weight: 650;
  }

  @container (max-width: 60rem) {
    /* Nothing is sorted here: the heads have no use where there are no columns; who listens to the table still has them. */
    .head {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      min-block-size: 0;
      padding: 0;
      overflow: hidden;
      clip-path: inset(50%);
    }

    .row:not(.head) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .row:not(.head) > .actions {
      grid-column: 1 / -1;
    }

    /* The buttons begin at the edge: a reason grows towards it. */
    .actions .why {
      max-inline-size: 12rem;
    }

    .word {
      display: inline;
    }
  }

  @container (max-width: 22rem) {
    .player > input {
      flex-basis: 100%;
    }

    .row:not(.head) {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .row:not(.head) > :is([role='rowheader'], .queue) {
      grid-column: 1 / -1;
    }
  }
`;

export const voicemailStyles = [tokens, controls, tableStyles, wholeViewStyles, own];
