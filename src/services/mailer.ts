import type {GraphMailOptions, Mail} from '../api/graph-mail.ts';

export type Mailer = {
  /** @throws {SdkError} as `GraphMail.send` does */
  send(mail: Mail): Promise<void>;
};

/**
 * Mail through Microsoft Graph. The Graph client is loaded with the first mail, not with the desk.
 * @example const mailer = createMailer({getToken: () => tokens.getToken()}); await mailer.send({to: ['sam@example.com'], subject: 'Hello', text: '…'});
 */
export function createMailer(options: GraphMailOptions): Mailer {
  return {
    async send(mail) {
      const {GraphMail} = await import('../api/graph-mail.ts');
      await new GraphMail(options).send(mail);
    },
  };
}
