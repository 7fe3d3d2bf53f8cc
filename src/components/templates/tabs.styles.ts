import {css} from 'lit';

/** Tabs of a `tablist`, chosen by `aria-selected`. */
export const tabStyles = css`
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
  }

  .tab {
    display: inline-flex;
    flex: 1 1 auto;
    gap: 0.35em;
    align-items: center;
    justify-content: center;
    min-block-size: 2rem;
    padding: 0.2rem 0.55rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    font: inherit;
    font-weight: 550;
    cursor: pointer;
  }

  .tab:hover {
    background: var(--_hover);
  }

  .tab[aria-selected='true'] {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
  }

  .tab:focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
`;
