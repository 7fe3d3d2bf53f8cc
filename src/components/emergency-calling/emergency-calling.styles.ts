import {css} from 'lit';
import {settingStyles} from '../admin-view/settings.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  .sides {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }

  .effect {
    display: grid;
    gap: 0.15rem;
    padding: 0.6rem 0.75rem;
    border-radius: var(--_radius);
    background: var(--_neutral-soft);
    font-variant-numeric: tabular-nums;
  }

  .numbers {
    display: flex;
    gap: 0.5em;
    align-items: center;
    font-weight: 650;
  }

  .effect.warning {
    display: flex;
    gap: 0.5em;
    background: var(--_warning-soft);
    color: var(--_warning);
  }

  .effect.warning span {
    min-inline-size: 0;
  }

  textarea.field {
    min-block-size: 8rem;
    font-variant-numeric: tabular-nums;
  }

  @container (min-width: 48rem) {
    .sides {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }

  @media (forced-colors: active) {
    .effect {
      border: 1px solid CanvasText;
    }
  }
`;

export const emergencyCallingStyles = [tokens, controls, settingStyles, own];
