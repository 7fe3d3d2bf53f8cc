import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {
  DEFAULT_TEMPLATES,
  type EmergencyMailFacts,
  type MailLanguage,
  faultsOfTemplate,
  renderEmergencyMail,
} from '../../src/domain/emergency-mail.ts';

const AT = Date.UTC(2026, 10, 29, 14, 5, 6);

function facts(changes: Partial<EmergencyMailFacts> = {}): EmergencyMailFacts {
  return {
    agentName: 'Anna Kowalska',
    number: '911',
    dialledAt: AT,
    zone: 'America/New_York',
    callbackNumber: '+12015550180',
    callbackUntil: AT + 3_600_000,
    location: {address: '1 Main Street, Floor 3, Springfield', confirmedAt: AT - 86_400_000},
    test: false,
    notCarried: false,
    corrects: false,
    unanswered: false,
    ...changes,
  };
}

const EN = {language: 'en', again: false} as const;
const LANGUAGES: readonly MailLanguage[] = ['en', 'pl'];

describe('the mail about an emergency', () => {
  it('[EM-33] says who called which number when, where they are and where they are rung back', () => {
    const {subject, text} = renderEmergencyMail(DEFAULT_TEMPLATES.en, facts(), EN);
    assert.equal(subject, 'Emergency call by Anna Kowalska');
    for (const part of ['Anna Kowalska', '(911)', 'Springfield', '+12015550180', '9:05:06', 'EST', '2026'])
      assert.ok(text.includes(part), part);
  });

  for (const language of LANGUAGES) {
    it(`[EM-33] [EM-34] the standard template in ${language} has every field and no fault, and leaves no brace`, () => {
      const template = DEFAULT_TEMPLATES[language];
      assert.deepEqual(faultsOfTemplate(template), []);
      for (const changes of [
        {},
        {callbackNumber: null, location: null},
        {test: true, notCarried: true},
        {unanswered: true},
        {notCarried: true, corrects: true},
      ]) {
        const {subject, text, html} = renderEmergencyMail(template, facts(changes), {language, again: true});
        assert.doesNotMatch(`${subject}${text}${html}`, /[{}]/);
        assert.ok(html.startsWith(`<html lang="${language}">`));
      }
    });
  }

  it('[EM-33] markup and line breaks in names and places stay text, in both parts', () => {
    const agentName = '<img src=x onerror=alert(1)>"\' & {number}';
    const address = '</p><script>steal()</script>\nBcc: evil@example.com';
    const {subject, html} = renderEmergencyMail(
      DEFAULT_TEMPLATES.en,
      facts({agentName: `${agentName}\r\nBcc: evil@example.com`, location: {address, confirmedAt: AT}}),
      EN,
    );
    assert.doesNotMatch(subject, /[\r\n]/);
    assert.deepEqual(
      [...html.matchAll(/<\/?([a-z]+)/g)]
        .map((each) => each[1])
        .filter((tag) => !['html', 'body', 'p', 'br'].includes(tag ?? '')),
      [],
    );
    assert.ok(
      html.includes('&lt;img src=x onerror=alert(1)&gt;&quot;&#39; &amp; {number}'),
      'a field in a name is not filled',
    );
  });

  it('[EM-33] a test and a second sending say so first', () => {
    const {subject, text} = renderEmergencyMail(DEFAULT_TEMPLATES.en, facts({test: true}), {...EN, again: true});
    assert.ok(subject.startsWith('[TEST] [SENT AGAIN] '));
    assert.ok(text.startsWith('This is a test.'));
    const unreached = renderEmergencyMail(DEFAULT_TEMPLATES.en, facts({notCarried: true}), EN);
    assert.match(unreached.text, /another telephone/);
  });

  it('[EC-140] a correction says first that it is one, and that the call did not get through', () => {
    const {subject, text} = renderEmergencyMail(DEFAULT_TEMPLATES.en, facts({notCarried: true, corrects: true}), EN);
    assert.equal(subject, '[CORRECTION] Emergency call by Anna Kowalska');
    assert.ok(text.startsWith('This corrects a mail that you have: the call did not get through.'));
    assert.match(text, /another telephone/);
  });

  it('[EM-23] that responders ring back and nobody answers has words of its own', () => {
    const {subject, text} = renderEmergencyMail(DEFAULT_TEMPLATES.en, facts({unanswered: true}), EN);
    assert.match(subject, /nobody answers: Anna Kowalska$/);
    for (const part of ['goes on ringing', '(911)', 'Springfield', '+12015550180'])
      assert.ok(text.includes(part), part);
  });

  it('[EM-34] a template is looked at when it is set, and a broken one is sent all the same', () => {
    const template = {subject: ' ', body: '{agent} needs {help}'};
    assert.deepEqual(faultsOfTemplate(template), [
      {why: 'empty', part: 'subject'},
      {why: 'unknown-field', field: 'help'},
      {why: 'missing-field', field: 'number'},
      {why: 'missing-field', field: 'time'},
      {why: 'missing-field', field: 'callback'},
      {why: 'missing-field', field: 'location'},
    ]);
    assert.equal(renderEmergencyMail(template, facts(), EN).text, 'Anna Kowalska needs {help}');
    const long = {...DEFAULT_TEMPLATES.en, body: `${DEFAULT_TEMPLATES.en.body}${'x'.repeat(4_000)}`};
    assert.deepEqual(faultsOfTemplate(long), [{why: 'too-long', part: 'body'}]);
  });
});
