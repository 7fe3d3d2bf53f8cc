export {define} from './components/define-all.ts';
export {defineCallbackLists} from './components/define-callback-lists.ts';
export {defineVoicemailList} from './components/define-voicemail-list.ts';
export {CordboardAdmin} from './components/admin/admin.ts';
export type {
  SettingDecideRequestEvent,
  SettingEditRequestEvent,
  SettingSaveRequestEvent,
  SettingUndoRequestEvent,
} from './components/admin-view/admin-view.events.ts';
export type {
  CustomerEraseRequestEvent,
  CustomerExportRequestEvent,
  CustomerFindRequestEvent,
} from './components/customer-data/customer-data.events.ts';
export type {
  PromptListenRequestEvent,
  PromptResetRequestEvent,
  PromptSpeakRequestEvent,
  PromptsRefreshRequestEvent,
  PromptStopRequestEvent,
  PromptUndoRequestEvent,
  PromptUploadRequestEvent,
} from './components/prompts/prompts.events.ts';
export {CordboardAgentBar} from './components/agent-bar/agent-bar.ts';
export {SignOutRequestEvent} from './components/agent-bar/agent-bar.events.ts';
export {CordboardAvailabilityChoice} from './components/availability-choice/availability-choice.ts';
export {PresenceRequestEvent} from './components/availability-choice/availability-choice.events.ts';
export {CordboardCommunicationPanel} from './components/communication-panel/communication-panel.ts';
export {
  AudioResumeRequestEvent,
  TasksToggledEvent,
  VoiceRetryRequestEvent,
} from './components/communication-panel/communication-panel.events.ts';
export {CordboardContactList} from './components/contact-list/contact-list.ts';
export {
  ContactSelectRequestEvent,
  MissedDismissRequestEvent,
  MissedRedialRequestEvent,
} from './components/contact-list/contact-list.events.ts';
export type {CommandState, Commands} from './components/controllers/command-controller.ts';
export {CordboardDeviceSettings} from './components/device-settings/device-settings.ts';
export {
  DeviceChooseRequestEvent,
  DeviceSettingsClosedEvent,
  MicrophoneAllowRequestEvent,
  PreferenceRequestEvent,
  TestCallRequestEvent,
} from './components/device-settings/device-settings.events.ts';
export type {CordboardCallbackFigures} from './components/callback-figures/callback-figures.ts';
export type {CordboardCallbackInbox} from './components/callback-inbox/callback-inbox.ts';
export type {
  CallbackCancelRequestEvent,
  CallbackMoveRequestEvent,
  CallbackOpenRequestEvent,
} from './components/callback-inbox/callback-inbox.events.ts';
export {CordboardCallbackScheduler} from './components/callback-scheduler/callback-scheduler.ts';
export {CordboardDialer} from './components/dialer/dialer.ts';
export {DialRequestEvent, DialerFilledEvent, RedialRequestEvent} from './components/dialer/dialer.events.ts';
export {CordboardDialPad} from './components/dial-pad/dial-pad.ts';
export {PadPressEvent} from './components/dial-pad/dial-pad.events.ts';
export {CordboardCallKeypad} from './components/call-keypad/call-keypad.ts';
export {DigitsRequestEvent} from './components/call-keypad/call-keypad.events.ts';
export {CordboardCallProgress} from './components/call-progress/call-progress.ts';
export {
  ProgressCloseRequestEvent,
  ProgressRedialRequestEvent,
} from './components/call-progress/call-progress.events.ts';
export {listenForTelLinks} from './services/tel-links.ts';
export {CordboardGoOnline} from './components/go-online/go-online.ts';
export {GoOnlineRequestEvent} from './components/go-online/go-online.events.ts';
export {CordboardInteraction} from './components/interaction/interaction.ts';
export {
  BargeInRequestEvent,
  ContactOpenRequestEvent,
  type Drawer,
  DrawerRequestEvent,
  EndRequestEvent,
  ExitConferenceRequestEvent,
  HoldRequestEvent,
  MuteRequestEvent,
  ResumeRequestEvent,
  StopMonitoringRequestEvent,
  UnmuteRequestEvent,
} from './components/interaction/interaction.events.ts';
export {InvitationCancelRequestEvent} from './components/participant-list/participant-list.events.ts';
export type {CordboardEmergency} from './components/emergency/emergency.ts';
export type {CordboardEmergencyBadge} from './components/emergency-badge/emergency-badge.ts';
export type {CordboardEmergencyReadiness} from './components/emergency-readiness/emergency-readiness.ts';
export type {
  EmergencyReadinessClosedEvent,
  LocationConfirmRequestEvent,
  LocationForgetRequestEvent,
  PositionRequestEvent,
} from './components/emergency-readiness/emergency-readiness.events.ts';
export type {CordboardEmergencyReadinessList} from './components/emergency-readiness-list/emergency-readiness-list.ts';
export {EmergencySettingsRequestEvent} from './components/emergency/emergency.events.ts';
export type {CordboardColleagues} from './components/colleagues/colleagues.ts';
export type {CordboardConsultPane} from './components/consult-pane/consult-pane.ts';
export type {
  CompleteTransferRequestEvent,
  ConferenceRequestEvent,
  EndConsultRequestEvent,
  ExitConsultRequestEvent,
  HoldConsultRequestEvent,
  ResumeConsultRequestEvent,
  ToggleRequestEvent,
} from './components/consult-pane/consult-pane.events.ts';
export type {CordboardParticipantList} from './components/participant-list/participant-list.ts';
export type {CordboardTargetDialog} from './components/target-dialog/target-dialog.ts';
export type {
  ConsultRequestEvent,
  DrawerClosedEvent,
  TransferRequestEvent,
} from './components/target-dialog/target-dialog.events.ts';
export type {CordboardWrapUpSuggestion} from './components/wrap-up-suggestion/wrap-up-suggestion.ts';
export type {SuggestWrapUpRequestEvent} from './components/wrap-up-suggestion/wrap-up-suggestion.events.ts';
export {CordboardNotice, type NoticeTone} from './components/notice/notice.ts';
export {CordboardOfferCard} from './components/offer-card/offer-card.ts';
export {OfferAcceptRequestEvent, OfferDeclineRequestEvent} from './components/offer-card/offer-card.events.ts';
export {CordboardPopover} from './components/popover/popover.ts';
export {DEFAULT_SHORTCUTS, NO_SHORTCUTS, type ShortcutAction, type Shortcuts} from './components/popover/shortcuts.ts';
export {CordboardSession} from './components/session/session.ts';
export {
  ConnectionChangedEvent,
  ContactConnectedEvent,
  ContactEndedEvent,
  ContactOfferedEvent,
  DeskLockChangedEvent,
  OfferAcceptedEvent,
  PresenceChangedEvent,
  ScreenPopEvent,
} from './components/session/session.events.ts';
export {CordboardSignIn} from './components/sign-in/sign-in.ts';
export {SignInRequestEvent} from './components/sign-in/sign-in.events.ts';
export {english, type Strings} from './components/strings/english.ts';
export type {ConnectionWords} from './components/strings/english-connection.ts';
export type {ConsultWords} from './components/strings/english-consult.ts';
export type {DeviceWords, GoOnlineWords} from './components/strings/english-devices.ts';
export type {ProgressWords} from './components/strings/english-progress.ts';
export type {ReadinessWords} from './components/strings/english-readiness.ts';
export type {TroubleWords, VoiceWords} from './components/strings/english-voice.ts';
export type {WrapUpWords} from './components/strings/english-wrap-up.ts';
export {mergeStrings, type StringsOverride} from './components/strings/merge-strings.ts';
export {polish} from './components/strings/polish.ts';
export {CordboardSupervisor} from './components/supervisor/supervisor.ts';
export {
  AgentPresenceRequestEvent,
  AgentSignOutRequestEvent,
  ListenRequestEvent,
} from './components/agent-table/agent-table.events.ts';
export {CordboardTimer} from './components/timer/timer.ts';
export type {CordboardVoicemail} from './components/voicemail/voicemail.ts';
export type {
  VoicemailCallbackRequestEvent,
  VoicemailDeleteRequestEvent,
  VoicemailDoneRequestEvent,
  VoicemailListenRequestEvent,
} from './components/voicemail/voicemail.events.ts';
export {CordboardWrapUp} from './components/wrap-up/wrap-up.ts';
export {WrapUpExtendRequestEvent, WrapUpRequestEvent} from './components/wrap-up/wrap-up.events.ts';
export {SdkError, type SdkErrorCode} from './api/errors.ts';
export {createFrameTokenSource, type FrameTokenSourceOptions} from './services/identity/frame-token-source.ts';
export {serveFrameTokens, type FrameTokenBrokerOptions} from './services/identity/frame-token-broker.ts';
export {createHostTokenSource, type GetHostToken} from './services/identity/host-token-source.ts';
export type {GraphOptions, GraphTokens} from './api/graph-requests.ts';
export type {MsalTokenSourceOptions} from './services/identity/msal-configuration.ts';
export {createMsalTokenSource, type MsalTokenSource} from './services/identity/msal-token-source.ts';
export type {GraphMailOptions, Mail} from './api/graph-mail.ts';
export {createMailer, type Mailer} from './services/mailer.ts';
export {createSession, type SessionOptions} from './services/session.ts';
export type {TokenSource} from './services/identity/token-source.ts';
export type {
  AgentReadiness,
  AgentView,
  AttentionService,
  AttentionState,
  AudioDevice,
  Availability,
  DeviceKind,
  DevicePreferences,
  DeviceService,
  DeviceState,
  ConnectionState,
  DeskSettings,
  EmergencyReadiness,
  Outcome,
  PeopleFailure,
  PeopleResult,
  PeopleService,
  Person,
  PresencesResult,
  ReadinessList,
  ReadinessService,
  RingingOffer,
  ScreenPop,
  Session,
  VoiceState,
} from './services/ports.ts';
export type {Store} from './services/store.ts';
export type {
  VoicemailCallbackStatus,
  VoicemailListening,
  VoicemailOutcome,
  VoicemailPage,
  VoicemailQuestion,
  VoicemailRefusal,
  VoicemailService,
  VoicemailSpeed,
  VoicemailStatus,
  VoicemailView,
} from './services/voicemail/voicemail-ports.ts';
