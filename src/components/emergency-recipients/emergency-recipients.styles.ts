import {css} from 'lit';
import {settingStyles} from '../admin-view/settings.styles.ts';
import {tableStyles} from '../templates/table.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    --_columns: minmax(8rem, 1fr) minmax(14rem, 2.4fr) 16rem;
  }

  .lists {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
  }

  .find {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0.25rem 0.75rem 0.75rem;
  }

  .find > * {
    flex: 1 1 11rem;
    min-inline-size: 0;
  }

  .find > .text {
    position: relative;
    flex: 2 1 14rem;
  }

  .text > .icon {
    position: absolute;
    inset-block-start: 0.55rem;
    inset-inline-start: 0.55rem;
    color: var(--_muted);
    pointer-events: none;
  }

  .text > input {
    padding-inline-start: 2.1rem;
  }

  .row:not(.head) {
    align-items: start;
    padding-block: 0.5rem;
  }

  .row:not(.head):hover {
    background: none;
  }

  .name {
    padding-block-start: 0.4rem;
    font-weight: 600;
  }

  .team {
    display: block;
    color: var(--_muted);
    font-size: 0.92em;
    font-weight: 400;
  }

  .count {
    color: var(--_muted);
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .title {
    padding: 0.25rem 0.75rem 0.5rem;
  }

  .row .bar {
    flex-wrap: nowrap;
    justify-content: end;
    gap: 0.4rem;
    min-block-size: 2.25rem;
  }

  .row .bar > * {
    flex: none;
  }

  .row .why {
    inset-inline: auto 0;
  }

  .none {
    display: grid;
    gap: 0.75rem;
    justify-items: center;
  }

  @container (max-width: 44rem) {
    .row .bar {
      min-block-size: 0;
    }

    .row:not(.head) {
      grid-template-columns: minmax(0, 1fr);
    }

    .row:not(.head) .name {
      padding-block-start: 0;
    }

    .row .bar {
      justify-content: start;
      flex-wrap: wrap;
    }

    .row .chip-place {
      order: 1;
    }

    .row .why {
      inset-inline: 0 auto;
    }
  }
`;

export const emergencyRecipientsStyles = [tokens, controls, tableStyles, settingStyles, own];
