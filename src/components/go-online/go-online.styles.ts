import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  /* Out of the layout while there is nothing to say, yet in the page: a live region has to be there before its text. */
  :host(:not(:state(needed))) {
    position: absolute;
  }

  .stack {
    display: grid;
    gap: 0.5rem;
  }

  :host(:state(needed)) .stack {
    margin: var(--_gap) var(--_gap) 0;
  }

  .card {
    display: grid;
    gap: 0.5rem;
    padding: var(--_gap);
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }

  .card.warning {
    background: var(--_warning-soft);
  }

  .title {
    display: flex;
    gap: 0.5em;
    font-weight: 650;
  }

  .title > .icon {
    margin-block-start: 0.08em;
  }

  .title > .grow {
    flex: 1;
    min-inline-size: 0;
  }

  /* As high as the words, so that the card is no taller for it. */
  .title > .action {
    margin-block: -0.4rem -0.6rem;
    margin-inline-end: -0.4rem;
  }

  .card.warning .title > .icon {
    color: var(--_warning);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .row > .grow {
    flex: 1;
    min-inline-size: 9rem;
  }

  .option {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-block-size: 1.5rem;
    cursor: pointer;
  }

  .option > input {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--_accent);
  }

  @media (forced-colors: active) {
    .card {
      border-color: CanvasText;
    }
  }
`;

export const goOnlineStyles = [tokens, controls, own];
