import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    min-inline-size: 0;
    block-size: 100%;
    container-type: inline-size;
    background: var(--_surface);
  }

  .panel {
    display: flex;
    flex-direction: column;
    min-block-size: 100%;
  }

  .bar {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    padding: 0.45rem 0.5rem;
    border-block-end: 1px solid var(--_border);
    background: var(--_surface);
  }

  .notices {
    display: grid;
    gap: 0.5rem;
    margin: var(--_gap) var(--_gap) 0;
  }

  /* Out of the layout while it is empty, yet in the page: a live region has to be there before its text. */
  .notices:not(:has(*)) {
    position: absolute;
  }

  .columns {
    display: grid;
    flex: 1;
    grid-template-rows: auto 1fr;
    grid-template-columns: minmax(0, 1fr);
  }

  .tasks {
    display: grid;
    gap: var(--_gap);
    align-content: start;
    padding: var(--_gap);
  }

  .single .list {
    display: none;
  }

  .contact {
    padding: var(--_gap);
    border-block-start: 1px solid var(--_border);
  }

  .contact:not(:has(*)) {
    display: none;
  }

  .none .contact {
    display: grid;
    align-content: center;
    border-block-start: 0;
  }

  .empty {
    display: grid;
    gap: 0.3rem;
    justify-items: center;
    padding: 2rem 1rem;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }

  .empty-title {
    color: var(--_text);
    font-weight: 650;
  }

  .badge {
    display: grid;
    place-items: center;
    inline-size: 3rem;
    block-size: 3rem;
    margin-block-end: 0.5rem;
    border-radius: 50%;
    background: var(--_neutral-soft);
    font-size: 1.15em;
  }

  .badge.positive {
    background: var(--_positive-soft);
    color: var(--_positive);
  }

  @container (min-width: 30rem) {
    .tasks,
    .contact {
      padding: 1rem;
    }
  }

  @container (min-width: 48rem) {
    .columns {
      grid-template-rows: 1fr;
      grid-template-columns: minmax(16rem, 19rem) minmax(0, 1fr);
    }

    .tasks {
      background: var(--_sunken);
    }

    .single .list {
      display: block;
    }

    .contact,
    .none .contact {
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }

    .contact:not(:has(*)) {
      display: block;
    }
  }

  @container (min-width: 68.75rem) {
    .columns {
      grid-template-columns: 21rem minmax(0, 1fr);
    }

    .contact {
      padding: 1.25rem 1.5rem;
    }
  }
`;

export const communicationPanelStyles = [tokens, controls, own];
