import {css} from 'lit';
import {settingStyles} from '../admin-view/settings.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  .languages,
  .insert,
  .looks {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    align-items: center;
  }

  .languages .button[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .insert .button {
    min-block-size: 2rem;
    padding-inline: 0.5rem;
    font-weight: 400;
    flex-wrap: wrap;
    max-inline-size: 100%;
    overflow-wrap: anywhere;
  }

  .code {
    color: var(--_muted);
    font-size: 0.92em;
  }

  .sides {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }

  textarea.field {
    min-block-size: 12rem;
  }

  .mail {
    display: grid;
    gap: 0.75rem;
    padding: 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_sunken);
    overflow-wrap: anywhere;
  }

  .subject {
    padding-block-end: 0.5rem;
    border-block-end: 1px solid var(--_border);
    font-weight: 650;
  }

  .letter {
    display: grid;
    gap: 0.75rem;
  }

  .plain {
    margin: 0;
    font-size: 0.92em;
    white-space: pre-wrap;
  }

  .pair {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
  }

  @container (min-width: 54rem) {
    .sides {
      grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    }
  }

  @media (forced-colors: active) {
    .languages .button[aria-pressed='true'] {
      outline: 2px solid Highlight;
    }
  }
`;

export const emergencyMailEditorStyles = [tokens, controls, settingStyles, own];
