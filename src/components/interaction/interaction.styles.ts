import {css} from 'lit';
import {contactHeadingStyles} from '../templates/contact-heading.styles.ts';
import {controlGridStyles} from '../templates/control-grid.styles.ts';
import {controls} from '../theme/controls.styles.ts';
import {tokens} from '../theme/tokens.styles.ts';

const own = css`
  :host {
    display: block;
    container-type: inline-size;
  }

  .frame,
  .main,
  .heard-lines {
    display: grid;
    gap: var(--_gap);
  }

  .main {
    display: flex;
    flex-direction: column;
  }

  /* Whatever stands above, the controls are within reach. Not with very large text, where they would cover the rest. */
  @media (min-height: 24rem) {
    @container (min-width: 16rem) {
      .controls {
        position: sticky;
        z-index: 1;
        inset-block-end: 0;
        margin-block: -0.4rem;
        padding-block: 0.4rem;
        background: var(--_surface);
      }
    }
  }

  .heard-lines {
    gap: 0.25rem;
  }

  .heard {
    display: flex;
    gap: 0.5em;
    align-items: center;
    color: var(--_muted);
    font-weight: 550;
  }

  .heard.warning {
    color: var(--_warning);
  }

  .details {
    padding-block-start: var(--_gap);
    border-block-start: 1px solid var(--_border);
  }

  .details h3 {
    margin-block-end: 0.35rem;
    color: var(--_muted);
    font-size: 0.86em;
    font-weight: 600;
  }

  .variables > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    padding-block: 0.28rem;
  }

  dt {
    flex: 2 1 5.5rem;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  dd {
    flex: 3 1 8rem;
    min-inline-size: 0;
    font-weight: 500;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  .secure,
  .empty {
    display: inline-flex;
    gap: 0.3em;
    align-items: center;
    color: var(--_muted);
    font-weight: 400;
  }

  .secure {
    vertical-align: top;
  }

  .secure .icon {
    inline-size: 1em;
    block-size: 1em;
  }

  @container (min-width: 38rem) {
    .frame {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      gap: 1.5rem;
    }

    .details {
      padding-block-start: 0;
      padding-inline-start: 1.5rem;
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
    }
  }
`;

export const interactionStyles = [tokens, controls, contactHeadingStyles, controlGridStyles, own];
