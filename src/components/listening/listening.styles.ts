import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  :host(:not(:state(listening))) {
    display: none;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
    padding: 0.6rem 0.75rem;
    border: 1px solid var(--_accent);
    border-radius: var(--_radius);
    background: var(--_accent-soft);
  }

  .bar.speaking {
    border-color: var(--_warning);
    background: var(--_warning-soft);
  }

  .mark {
    display: flex;
    color: var(--_accent);
  }

  .speaking .mark {
    color: var(--_warning);
  }

  .text {
    flex: 1 1 12rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  h3 {
    font-size: 1em;
    font-weight: 650;
  }

  .facts {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    color: var(--_text);
    font-variant-numeric: tabular-nums;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .buttons .button {
    min-inline-size: 7rem;
    min-block-size: 2.5rem;
  }

  @container (max-width: 30rem) {
    .buttons {
      flex: 1 1 100%;
    }

    .buttons > .action {
      flex: 1 1 7rem;
    }
  }
`;

export const listeningStyles = [tokens, controls, own];
