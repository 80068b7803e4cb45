import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { Client } from '../shared/client';
import { toNodeError } from '../shared/errors';
import type { IdFormat } from '../shared/fields';
import { choice, idList, locator, phone, plainId, text, toggle } from '../shared/fields';
import { textOrNull } from '../shared/message';
import type { Json, Listed, PactApi } from './api';
import { wire } from './api';
import { connect } from './generations';

export const number: IdFormat = { pattern: /^\d+$/, words: 'a number', placeholder: 'e.g. 1042' };

interface Entry {
	name: string;
	value: unknown;
}

/** One page of a resource locator's list, narrowed by what was typed: not every list can be searched at Pact. */
async function searchPage(
	context: ILoadOptionsFunctions,
	list: Listed,
	entry: (raw: Json, api: PactApi) => Entry,
	search = '',
	cursor?: string,
): Promise<INodeListSearchResult> {
	try {
		const client = new Client(context, wire, await context.getCredentials('pactApi'), { maxWait: 10 });
		const api = connect(client, textOrNull(context.getCurrentNodeParameter('apiVersion')) ?? undefined);
		const company = list === 'companies' ? '' : context.getCurrentNodeParameter('companyId', { extractValue: true });
		const { items, next, searched } = await api.browse(list, { companyId: textOrNull(company) ?? '', search, cursor });
		const results = items
			.map((raw) => entry(raw, api))
			.filter(({ name }) => searched || name.toLowerCase().includes(search.toLowerCase()))
			.map(({ name, value }) => ({ name, value: String(value) }));
		return { results, paginationToken: next };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function searchCompanies(this: ILoadOptionsFunctions, filter?: string, cursor?: string) {
	const entry = (raw: Json) => ({
		name: `${textOrNull(raw.name) ?? 'Company'} (${String(raw.external_id)})`,
		value: raw.external_id,
	});
	return await searchPage(this, 'companies', entry, filter, cursor);
}

async function searchConversations(this: ILoadOptionsFunctions, filter?: string, cursor?: string) {
	const entry = (raw: Json, api: PactApi) => {
		const { id, name, channel, contact } = api.toConversation(raw);
		const known = [name, channel.type, contact.phone ?? contact.id];
		return {
			name: known.filter((part, index) => part !== null && known.indexOf(part) === index).join(' · '),
			value: id,
		};
	};
	return await searchPage(this, 'conversations', entry, filter, cursor);
}

async function searchChannels(this: ILoadOptionsFunctions, filter?: string, cursor?: string) {
	const entry = (raw: Json) => {
		const value = raw.external_id ?? raw.id;
		return { name: `${String(raw.provider)} (${textOrNull(raw.phone_number) ?? String(value)})`, value };
	};
	return await searchPage(this, 'channels', entry, filter, cursor);
}

async function searchTemplates(this: ILoadOptionsFunctions, filter?: string, cursor?: string) {
	const entry = (raw: Json, api: PactApi) => ({
		name: textOrNull(raw.name) ?? String(raw.id),
		value: api.templateId(raw),
	});
	return await searchPage(this, 'templates', entry, filter, cursor);
}

export const companyId = locator({
	displayName: 'Company',
	description: 'The company in Pact that the conversations belong to',
	required: true,
	format: number,
	search: searchCompanies,
});

export const conversationId = locator({
	displayName: 'Conversation',
	description: 'The dialogue with one customer',
	required: true,
	format: number,
	search: searchConversations,
});

export const channelId = locator({
	displayName: 'Channel',
	description: 'The connected account, e.g. the WhatsApp number of the company',
	required: true,
	format: number,
	search: searchChannels,
});

export const templateId = locator({
	displayName: 'Template',
	description: 'The WhatsApp Business template to send; leave empty to send plain text',
	format: { pattern: /^[\w.:-]+$/, words: 'the ID of a template', placeholder: 'e.g. 1042' },
	search: searchTemplates,
});

export const assigneeId = plainId({
	displayName: 'Assignee ID',
	description: 'The user in Pact who takes the conversation; leave empty to unassign it',
	format: number,
});

export const messageId = plainId({
	displayName: 'Message ID',
	description: 'The ID of the message, from a trigger or Message: Get Many',
	required: true,
	format: number,
});

export const jobId = plainId({
	displayName: 'Job ID',
	description: 'The jobId of a message that was sent',
	required: true,
	format: number,
});

export const attachmentIds = idList({
	displayName: 'Attachment IDs',
	description: 'Comma-separated list of the IDs of files that were uploaded before',
	format: number,
});

export const customerPhone = phone({
	displayName: 'Phone',
	description: 'The number of the customer with country code; spaces, brackets and a plus are fine',
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
});
