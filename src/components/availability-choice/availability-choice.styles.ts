import {css} from 'lit';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
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
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(9.5rem, 100%), 1fr));
    gap: 0.5rem;
  }

  .buttons .button {
    min-block-size: 2.5rem;
  }
`;

export const availabilityChoiceStyles = [tokens, controls, own];
