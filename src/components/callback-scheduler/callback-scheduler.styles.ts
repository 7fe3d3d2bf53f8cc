import {css} from 'lit';
import {tabStyles} from '../templates/tabs.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .scheduler {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    padding: var(--_gap);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
    color: var(--_text);
    overflow-wrap: anywhere;
  }

  .head {
    display: flex;
    gap: 0.5rem;
    align-items: start;
    justify-content: space-between;
  }

  .tabs {
    flex: 1 1 auto;
  }

  .tab {
    min-block-size: 2.25rem;
  }

  [role='tabpanel'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }

  .form {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.75rem;
  }

  .form > * {
    grid-column: 1 / -1;
  }

  .form-field {
    display: grid;
    gap: 0.25rem;
    align-content: start;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  label,
  legend,
  .label {
    padding: 0;
    font-weight: 600;
  }

  .choice {
    display: inline-flex;
    gap: 0.4em;
    align-items: center;
    min-block-size: 1.75rem;
    font-weight: 400;
  }

  .part {
    display: grid;
    flex: 1 1 7rem;
    gap: 0.15rem;
    font-weight: 400;
  }

  .part > span {
    color: var(--_muted);
    font-size: 0.9em;
  }

  :is(input, select, textarea).field {
    inline-size: 100%;
    min-block-size: 2.25rem;
    font: inherit;
  }

  textarea.field {
    resize: vertical;
  }

  .field[aria-invalid='true'] {
    border-color: var(--_danger);
  }

  .known {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    justify-content: space-between;
    font-variant-numeric: tabular-nums;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: end;
  }

  .help {
    color: var(--_muted);
    font-size: 0.95em;
    font-weight: 400;
  }

  .fault {
    display: flex;
    gap: 0.4em;
    align-items: start;
    color: var(--_danger);
    font-weight: 550;
  }

  .said {
    display: flex;
    gap: 0.4em;
    color: var(--_positive);
    font-weight: 600;
  }

  .conflict {
    display: grid;
    gap: 0.4rem;
    justify-items: start;
  }

  .list {
    display: grid;
    gap: 0.35rem;
  }

  h3 {
    font-size: 1em;
    font-weight: 650;
  }

  .callbacks {
    display: grid;
    gap: 0.35rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .item {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.1rem 0.6rem;
    padding: 0.5rem 0.6rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    font-variant-numeric: tabular-nums;
  }

  .item > .icon {
    margin-block-start: 0.15rem;
    color: var(--_muted);
  }

  .item-head {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.5rem;
    align-items: center;
  }

  .item-head > .name {
    flex: 1 1 auto;
    font-weight: 600;
  }

  .doubt {
    display: grid;
    gap: 0.4rem;
    margin-block-start: 0.35rem;
    padding: 0.5rem 0.6rem;
    border: 2px solid var(--_warning);
    border-radius: var(--_radius);
  }

  @container (min-width: 34rem) {
    .form > :is(.number, .name, .zone, .queue) {
      grid-column: auto;
    }
  }
`;

export const callbackSchedulerStyles = [tokens, controls, tabStyles, own];
