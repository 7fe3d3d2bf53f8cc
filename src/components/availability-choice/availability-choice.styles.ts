import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
  }

  :host(:not(:state(owed))) {
    display: none;
  }

  .choice {
    display: grid;
    gap: 0.6rem;
    padding: var(--_gap);
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_warning-soft);
  }

  .text {
    display: flex;
    gap: 0.6em;
    color: var(--_text);
  }

  .text > .icon {
    margin-block-start: 0.1em;
    color: var(--_warning);
  }

  .title {
    font-weight: 650;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .buttons > .action {
    flex: 1 1 auto;
  }

  .buttons .button {
    min-block-size: 2.5rem;
    padding-inline: 0.4rem;
  }
`;

export const availabilityChoiceStyles = [tokens, controls, own];
