import { type NoticeContext, type NoticeRow, sealedText, withSecrets, withSecretsHidden, wordsOf } from '../notice-text.ts';
import { type DeliveryServices, Undeliverable } from './services.ts';

/** Sends one message by e-mail or SMS, in the words of the tenant or of its process. */
export const sendMessage = async (
  services: DeliveryServices,
  send: NonNullable<DeliveryServices['send']>,
  { tenant, row, situation }: { readonly tenant: string; readonly row: NoticeRow; readonly situation: NoticeContext },
): Promise<void> => {
  if (!row.address) throw new Undeliverable(`There is no address for ${row.channel}.`);
  const locale = row.locale === 'en' ? 'en' : 'zh';
  const pkg = services.packages.get(row.process);
  // Only a telephone is its owner's alone.
  const whole = row.channel === 'sms' ? withSecrets(pkg, row, { tenant, secret: services.secret }) : withSecretsHidden(pkg, row);
  // Who has no account is written to as the one who sent it, or as an office that answers for danger.
  const hidden = situation.sealedFor !== null && row.person !== null && row.person !== situation.sealedFor;
  const { subject, body } = hidden ? sealedText(row, locale) : wordsOf(pkg, whole, situation, locale);
  await send({ id: row.id, tenant, caseId: row.case_id, channel: row.channel, to: row.address, locale, subject, body });
};
