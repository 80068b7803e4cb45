import { isOfSend } from '../conversations';
import { choice, described, type IdFormat, idList, inherited, locator, phone, plainId, text, toggle } from '../kit';
import { onlyCompany } from './companies';
import { lists } from './lists';
import type { P1 } from './p1/api';
import type { P2 } from './p2/api';

/** More digits than JavaScript counts exactly would name something else. */
export const numericId: IdFormat = {
	pattern: /^\d{1,15}$/,
	words: 'a number of at most 15 digits',
	placeholder: 'e.g. 1042',
};

export const company = locator({
	displayName: 'Company',
	description: 'The company in Pact that the conversations belong to',
	format: numericId,
	list: lists.searchCompanies,
});

export const companyId = inherited(company, {
	// what a row of another system calls so is no company of Pact
	from: ({ service, companyId: told }) => (service === 'pact' ? told : undefined),
	isLast: isOfSend,
	only: async (api: P1 | P2) => await onlyCompany('p1' in api ? api.p1 : api),
	placeholder: 'Of this run, or the only one',
	advice: "Choose one: it may stay empty only behind a 'Pact Trigger', or where the account has a single company.",
});

export const conversationId = locator({
	displayName: 'Conversation',
	description: 'The dialogue with one customer',
	required: true,
	format: numericId,
	list: lists.searchConversations,
});

export const channelId = locator({
	displayName: 'Channel',
	description: 'The connected account, e.g. the WhatsApp number of the company',
	required: true,
	format: numericId,
	list: lists.searchChannels,
});

export const templateChannelId = locator({
	displayName: 'Channel',
	description: 'The WhatsApp Business number of the company; other channels have no templates',
	required: true,
	format: numericId,
	list: lists.searchTemplateChannels,
});

export const templateId = locator({
	displayName: 'Template',
	description: 'The WhatsApp Business template to send',
	format: { pattern: /^[\w.:-]+$/, words: 'the ID of a template', placeholder: 'e.g. order_ready' },
	list: lists.searchTemplates,
});

export const assigneeId = plainId({
	displayName: 'Assignee ID',
	description: 'The user in Pact who takes the conversation; leave empty to unassign it',
	format: numericId,
});

export const messageId = plainId({
	displayName: 'Message ID',
	description: 'The ID of the message, from a trigger or Message: Get Many',
	required: true,
	format: numericId,
});

export const jobId = plainId({
	displayName: 'Job ID',
	description: 'The jobId of a message that was sent',
	required: true,
	format: numericId,
});

export const attachmentIds = idList({
	displayName: 'Attachment IDs',
	description: 'Comma-separated list of the IDs of files that were uploaded before',
	format: numericId,
});

export const customerPhone = phone({
	displayName: 'Phone',
	description: 'The number of the customer with the country code; spaces, brackets and a plus are fine',
});

export const messageText = text({
	displayName: 'Text',
	description: 'The words to send',
	placeholder: 'e.g. Your order is on its way',
	rows: 4,
});

export const sendToCrm = toggle({
	displayName: 'Send to CRM',
	description: 'Whether to pass the message on to the CRM that is connected in Pact',
	default: true,
});

export const sortDirection = choice({
	displayName: 'Sort Direction',
	description: 'Whether the oldest or the newest come first',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
	default: 'asc',
});

/** The same for a list that Pact sorts in P1 only. */
export const sortDirectionHere = described(
	sortDirection,
	'Whether the oldest or the newest come first. In API version P2 the whole list is read for it, whatever the limit, because Pact does not sort there: a long one takes minutes.',
);
