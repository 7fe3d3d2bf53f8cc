import {css} from 'lit';
import {settingStyles} from '../admin-view/settings.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  .form {
    max-inline-size: 48rem;
  }

  .hours {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
  }

  .hours > .item {
    flex: 0 1 9rem;
  }

  .hours select {
    font-variant-numeric: tabular-nums;
  }

  .effect {
    display: flex;
    gap: 0.5em;
    padding: 0.6rem 0.75rem;
    border-radius: var(--_radius);
    background: var(--_warning-soft);
    color: var(--_warning);
  }

  .effect span {
    min-inline-size: 0;
  }

  @media (forced-colors: active) {
    .effect {
      border: 1px solid CanvasText;
    }
  }
`;

export const callbackSettingsStyles = [tokens, controls, settingStyles, own];
