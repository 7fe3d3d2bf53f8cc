import {css} from 'lit';

/** What the sections of an administrator's view have in common. */
export const settingStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
    container-type: inline-size;
  }

  .form {
    display: grid;
    gap: 1rem;
    grid-template-columns: minmax(0, 1fr);
    padding: 0.25rem 0.75rem 1rem;
  }

  .help,
  .hint {
    color: var(--_muted);
    max-inline-size: 65ch;
  }

  .hint {
    font-size: 0.92em;
  }

  h3 {
    font-size: 1em;
    font-weight: 650;
  }

  fieldset,
  .box {
    display: grid;
    gap: 0.75rem;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    min-inline-size: 0;
    margin: 0;
    padding: 0.75rem;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  .item {
    display: grid;
    gap: 0.25rem;
    min-inline-size: 0;
  }

  label,
  .label {
    font-weight: 550;
  }

  textarea.field {
    display: block;
    resize: vertical;
    field-sizing: content;
    min-block-size: 2.25rem;
    line-height: 1.45;
  }

  select.field {
    font: inherit;
    color: inherit;
    background: var(--_surface);
  }

  .field[aria-invalid='true'] {
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
  }

  .bar .button.primary {
    min-block-size: 2.25rem;
  }

  .bar .why {
    inset-inline: 0 auto;
  }

  .chip.danger {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .faults {
    display: grid;
    gap: 0.15rem;
  }

  .message .icon {
    margin-block-start: 0.08em;
  }

  .message span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .conflict {
    display: grid;
    gap: 0.4rem;
    padding: 0.5rem 0.6rem;
    border: 1px solid var(--_danger);
    border-radius: var(--_radius);
  }

  .theirs {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    max-block-size: 12rem;
    overflow-y: auto;
  }

  .decide {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .check {
    display: flex;
    gap: 0.5em;
    align-items: start;
    font-weight: 400;
    min-block-size: 1.75rem;
  }

  .check input {
    inline-size: 1.15em;
    block-size: 1.15em;
    margin-block-start: 0.15em;
    flex: none;
    accent-color: var(--_accent);
  }
`;
