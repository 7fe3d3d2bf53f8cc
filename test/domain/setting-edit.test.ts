import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {parseCallbackNumbers} from '../../src/domain/callback-numbers.ts';
import {
  type SettingEdit,
  beginSaving,
  isUnsaved,
  keepMine,
  rebase,
  settleFailed,
  settleHeld,
  settleRefused,
  settleSaved,
  typeOver,
} from '../../src/domain/setting-edit.ts';

const UNSAVED: SettingEdit = {status: 'unsaved', base: 'a', typed: 'b'};
const SAVING: SettingEdit = {status: 'saving', base: 'a', typed: 'b', sent: 'b'};
const SAVED: SettingEdit = {status: 'saved', before: 'a', typed: 'b'};
const REFUSED: SettingEdit = {status: 'refused', base: 'a', typed: 'b', expected: 'c', place: null};
const FAILED: SettingEdit = {status: 'failed', base: 'a', typed: 'b', message: 'no'};
const CONFLICT: SettingEdit = {status: 'conflict', base: 'a', typed: 'b', theirs: 't'};
const ALL = [UNSAVED, SAVING, SAVED, REFUSED, FAILED, CONFLICT];

describe('what is typed over a setting', () => {
  it('[EC-60] typing: from each state, and back to what stands there is nothing to save', () => {
    assert.deepEqual(typeOver(undefined, 'a', 'x'), {status: 'unsaved', base: 'a', typed: 'x'});
    assert.equal(typeOver(undefined, 'a', 'a'), null);
    for (const edit of [UNSAVED, REFUSED, FAILED]) {
      assert.deepEqual(typeOver(edit, 'a', 'x'), {status: 'unsaved', base: 'a', typed: 'x'});
      assert.equal(typeOver(edit, 'a', 'a'), null);
    }
    assert.deepEqual(typeOver(SAVED, 'b', 'x'), {status: 'unsaved', base: 'b', typed: 'x'});
    assert.deepEqual(typeOver(SAVING, 'a', 'a'), {...SAVING, typed: 'a'});
    assert.deepEqual(typeOver(CONFLICT, 't', 'x'), {...CONFLICT, typed: 'x'});
  });

  it('[EC-60] saving: only what waits for it is sent, and a conflict is decided first', () => {
    assert.deepEqual(
      ALL.map((edit) => beginSaving(edit)?.status ?? null),
      ['saving', null, null, 'saving', 'saving', null],
    );
  });

  it('[EC-60] what is typed while the rest is on its way is still to be saved, over what was sent', () => {
    const typedOn: SettingEdit = {...SAVING, typed: 'bc'};
    assert.deepEqual(settleSaved(SAVING), SAVED);
    assert.deepEqual(settleSaved(typedOn), {status: 'unsaved', base: 'b', typed: 'bc'});
    assert.deepEqual(settleRefused(SAVING, {expected: 'c', place: 2}), {...REFUSED, place: 2});
    assert.deepEqual(settleRefused(typedOn, {expected: 'c', place: 2}), {status: 'unsaved', base: 'a', typed: 'bc'});
    assert.deepEqual(settleFailed(typedOn, 'no'), {...FAILED, typed: 'bc'});
    assert.deepEqual(settleHeld(SAVING), UNSAVED);
    for (const edit of ALL.filter(({status}) => status !== 'saving')) {
      assert.equal(settleSaved(edit), edit);
      assert.equal(settleHeld(edit), edit);
      assert.equal(settleFailed(edit, 'no'), edit);
    }
  });

  it('[EC-60] somebody else’s change: the same is no conflict, another is, and theirs taken back is none any more', () => {
    for (const edit of [UNSAVED, REFUSED, FAILED]) {
      assert.equal(rebase(edit, 'a'), edit);
      assert.equal(rebase(edit, 'b'), null);
      assert.deepEqual(rebase(edit, 't'), CONFLICT);
    }
    assert.equal(rebase(SAVING, 't'), SAVING);
    assert.equal(rebase(SAVED, 'b'), SAVED);
    assert.equal(rebase(SAVED, 't'), null);
    assert.deepEqual(rebase(CONFLICT, 'a'), UNSAVED);
    assert.deepEqual(rebase(CONFLICT, 'u'), {...CONFLICT, theirs: 'u'});
    assert.deepEqual(keepMine(CONFLICT), {status: 'unsaved', base: 't', typed: 'b'});
  });

  it('[EC-60] whatever happens, what was typed is there until it is saved, taken back, or the same as at the hub', () => {
    const text = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({does: fc.constant('type' as const), text}),
      fc.record({does: fc.constant('theirs' as const), text}),
      fc.record({
        does: fc.constantFrom(
          'begin' as const,
          'saved' as const,
          'refused' as const,
          'failed' as const,
          'mine' as const,
        ),
        text,
      }),
    );
    fc.assert(
      fc.property(fc.array(step, {maxLength: 30}), (steps) => {
        let hub = 'a';
        let typed = 'a';
        let edit: SettingEdit | undefined;
        for (const {does, text: value} of steps) {
          if (does === 'type') {
            typed = value;
            edit = typeOver(edit, hub, value) ?? undefined;
          } else if (does === 'theirs') {
            hub = value;
            if (edit !== undefined) edit = rebase(edit, hub) ?? undefined;
          } else if (edit !== undefined) {
            if (does === 'begin') edit = beginSaving(edit) ?? edit;
            if (does === 'saved' && edit.status === 'saving') {
              hub = edit.sent;
              edit = rebase(settleSaved(edit), hub) ?? undefined;
            }
            if (does === 'refused' && edit !== undefined) edit = settleRefused(edit, {expected: 'x', place: null});
            if (does === 'failed' && edit !== undefined) edit = settleFailed(edit, 'no');
            if (does === 'mine' && edit !== undefined) edit = keepMine(edit);
          }
          if (isUnsaved(edit)) assert.equal(edit?.typed, typed);
          else typed = hub;
        }
      }),
    );
  });
});

describe('callback numbers', () => {
  it('[EC-61] one a line, as people write them; each line that is none or there twice is named', () => {
    assert.deepEqual(parseCallbackNumbers('+1 (201) 555-0180\n\n +44 20.7946.0018 '), {
      numbers: ['+12015550180', '+442079460018'],
      faults: [],
    });
    assert.deepEqual(parseCallbackNumbers('+12015550180\n911\n\n+1 201 555 0180\n2015550181').faults, [
      {line: 2, typed: '911', why: 'not-a-number'},
      {line: 4, typed: '+1 201 555 0180', why: 'twice'},
      {line: 5, typed: '2015550181', why: 'not-a-number'},
    ]);
    assert.deepEqual(parseCallbackNumbers(' \n'), {numbers: [], faults: []});
  });
});
