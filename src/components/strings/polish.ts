import type {StringsOverride} from './merge-strings.ts';
import {polishAdministration} from './polish-administration.ts';
import {polishConsult} from './polish-consult.ts';
import {polishDesk} from './polish-desk.ts';
import {polishDevices} from './polish-devices.ts';
import {polishDialer} from './polish-dialer.ts';
import {polishEmergency} from './polish-emergency.ts';
import {polishNews} from './polish-news.ts';
import {polishCallbacks} from './polish-callbacks.ts';
import {polishCustomers} from './polish-customers.ts';
import {polishFigures} from './polish-figures.ts';
import {polishInbox} from './polish-inbox.ts';
import {polishPrompts} from './polish-prompts.ts';
import {polishReadiness} from './polish-readiness.ts';
import {polishRefusals} from './polish-refusals.ts';
import {polishTelephone} from './polish-telephone.ts';
import {polishVoicemail} from './polish-voicemail.ts';
import {polishTrouble} from './polish-trouble.ts';
import {polishSupervisor} from './polish-supervisor.ts';
import {polishWork} from './polish-work.ts';

/** The words an agent meets most, in Polish. What is missing stays English until it is translated. */
export const polish: StringsOverride = {
  ...polishDevices,
  trouble: polishTrouble,
  telephone: polishTelephone,
  ...polishDesk,
  ...polishWork,
  news: polishNews,
  consult: polishConsult,
  supervisor: polishSupervisor,
  administration: polishAdministration,
  refusals: polishRefusals,
  emergency: polishEmergency,
  readiness: polishReadiness,
  callbacks: polishCallbacks,
  inbox: polishInbox,
  figures: polishFigures,
  customers: polishCustomers,
  prompts: polishPrompts,
  voicemail: polishVoicemail,
  ...polishDialer,
};
