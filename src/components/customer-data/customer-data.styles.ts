import {css} from 'lit';
import {settingStyles} from '../admin-view/settings.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  .ask {
    display: grid;
    gap: 0.25rem;
    max-inline-size: 28rem;
  }

  .fault {
    display: flex;
    gap: 0.4em;
    align-items: start;
    color: var(--_danger);
    font-weight: 550;
  }

  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.25rem 1rem;
    max-inline-size: 34rem;
    font-variant-numeric: tabular-nums;
  }

  dd {
    font-weight: 600;
    text-align: end;
  }

  h4 {
    margin: 0;
    font-size: 1em;
    font-weight: 650;
  }

  .doubt {
    display: grid;
    gap: 0.5rem;
    padding: 0.6rem 0.75rem;
    border: 2px solid var(--_warning);
    border-radius: var(--_radius);
  }

  .said {
    display: flex;
    gap: 0.4em;
    align-items: start;
    color: var(--_positive);
    font-weight: 600;
  }
`;

export const customerDataStyles = [tokens, controls, settingStyles, own];
