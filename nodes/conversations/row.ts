import { spelled } from '../kit/phoneNumber';
import type { Conversation } from './message';

const NUMBER = /^\+?\d{7,15}$/;

/**
 * A conversation as a row to choose: who it is, the messenger by the name people know, and the number. An account name
 * that only computers know is shown where there is nothing better.
 */
export function rowOf({ name, contact, channel, id }: Conversation, channels: Record<string, string>): string {
	const who = contact.name ?? name;
	const { phone, id: account } = contact;
	const number = phone ? spelled(phone) : account !== null && (NUMBER.test(account) || who === null) ? account : null;
	const parts = [who, channel.type && channelName(channel.type, channels), number];
	const known = parts.filter((part, index) => part && parts.indexOf(part) === index);
	return known.length > 0 ? known.join(' · ') : String(id);
}

/** The name people know a channel by; what is not known yet is shown as the service calls it. */
export const channelName = (type: string, channels: Record<string, string>): string => channels[type] ?? type;
