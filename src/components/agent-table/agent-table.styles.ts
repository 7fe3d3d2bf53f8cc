import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';
import {tableStyles} from '../templates/table.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
    --_columns: minmax(8rem, 1.1fr) minmax(8rem, 1fr) 4.5rem minmax(15rem, 2.4fr) 2.25rem;
  }

  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0 0.75rem 0.75rem;
  }

  select {
    font: inherit;
  }

  .filters > * {
    flex: 1 1 9rem;
    inline-size: auto;
    min-inline-size: 0;
    max-inline-size: 100%;
  }

  .filters > .find {
    position: relative;
    display: block;
    flex: 2 1 14rem;
  }

  .find > .icon {
    position: absolute;
    inset-block-start: 0.55rem;
    inset-inline-start: 0.55rem;
    color: var(--_muted);
    pointer-events: none;
  }

  .find > input {
    padding-inline-start: 2.1rem;
  }

  .name {
    font-weight: 600;
  }

  .team {
    display: block;
    color: var(--_muted);
    font-size: 0.92em;
    font-weight: 400;
  }

  .state,
  .problem,
  .job-words {
    display: inline-flex;
    gap: 0.4em;
    align-items: center;
    min-inline-size: 0;
  }

  .tone {
    display: flex;
    color: var(--_muted);
  }

  .tone.positive {
    color: var(--_positive);
  }

  .tone.warning {
    color: var(--_warning);
  }

  .tone.danger {
    color: var(--_danger);
  }

  .problem {
    color: var(--_warning);
    font-size: 0.92em;
  }

  .state + .problem {
    display: flex;
  }

  .job {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto 6.75rem;
    gap: 0.1rem 0.6rem;
    align-items: center;
    min-block-size: 2.25rem;
  }

  .job-words {
    flex-wrap: wrap;
    gap: 0.1rem 0.5em;
  }

  .job-words > .icon {
    color: var(--_muted);
  }

  .job > .action {
    justify-self: end;
  }

  .cell.message {
    grid-column: 1 / -1;
  }

  .none {
    display: grid;
    gap: 0.75rem;
    justify-items: center;
  }

  @container (max-width: 44rem) {
    .filters {
      padding-inline: 0.75rem;
    }

    .row:not(.head) {
      grid-template-columns: minmax(0, 1fr) auto 2.25rem;
    }

    .row:not(.head) .name {
      grid-area: 1 / 1 / 2 / 3;
    }

    .row:not(.head) .actions {
      grid-area: 1 / 3 / 2 / 4;
    }

    .row:not(.head) .work,
    .row:not(.head) .message {
      grid-column: 1 / -1;
    }

    .row:not(.head) .since {
      grid-column: 2 / 4;
      text-align: end;
    }

    .head .actions {
      display: none;
    }
  }

  @container (max-width: 26rem) {
    .job {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .job > .action {
      grid-column: 1 / -1;
      justify-self: start;
    }
  }
`;

export const agentTableStyles = [tokens, controls, tableStyles, own];
