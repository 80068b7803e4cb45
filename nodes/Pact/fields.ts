import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { Client, path } from '../shared/client';
import { toNodeError } from '../shared/errors';
import type { IdFormat } from '../shared/fields';
import { choice, idList, locator, phone, plainId, text, toggle } from '../shared/fields';
import { textOrNull } from '../shared/message';
import { PactApi, wire } from './api';

type Json = Record<string, unknown>;

const number: IdFormat = { pattern: /^\d+$/, words: 'a number', placeholder: 'e.g. 1042' };

/** One page of a resource locator's list; what was typed narrows it, because p1 cannot search. */
async function searchPage(
	context: ILoadOptionsFunctions,
	key: string,
	pathOf: (companyId: string) => string,
	entry: (raw: Json) => { name: string; value: unknown },
	filter = '',
	from?: string,
): Promise<INodeListSearchResult> {
	try {
		const api = new PactApi(new Client(context, wire, await context.getCredentials('pactApi'), { maxWait: 10 }));
		const company = context.getCurrentNodeParameter('companyId', { extractValue: true });
		const data = await api.get(pathOf(textOrNull(company) ?? ''), { per: 100, from });
		const entries = (Array.isArray(data[key]) ? (data[key] as Json[]) : []).map(entry);
		const results = entries
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()))
			.map(({ name, value }) => ({ name, value: String(value) }));
		return { results, paginationToken: textOrNull(data.next_page) ?? undefined };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function searchCompanies(this: ILoadOptionsFunctions, filter?: string, from?: string) {
	const entry = (raw: Json) => ({
		name: `${textOrNull(raw.name) ?? 'Company'} (${String(raw.external_id)})`,
		value: raw.external_id,
	});
	return await searchPage(this, 'companies', () => '/companies', entry, filter, from);
}

async function searchConversations(this: ILoadOptionsFunctions, filter?: string, from?: string) {
	const entry = (raw: Json) => ({
		name: [textOrNull(raw.name), textOrNull(raw.channel_type), textOrNull(raw.sender_external_id)]
			.filter((part, index, all) => part !== null && all.indexOf(part) === index)
			.join(' · '),
		value: raw.external_id,
	});
	return await searchPage(
		this,
		'conversations',
		(company) => path`/companies/${company}/conversations`,
		entry,
		filter,
		from,
	);
}

async function searchChannels(this: ILoadOptionsFunctions, filter?: string, from?: string) {
	const entry = (raw: Json) => ({
		name: `${String(raw.provider)} (${String(raw.external_id)})`,
		value: raw.external_id,
	});
	return await searchPage(this, 'channels', (company) => path`/companies/${company}/channels`, entry, filter, from);
}

async function searchTemplates(this: ILoadOptionsFunctions, filter?: string, from?: string) {
	const entry = (raw: Json) => ({ name: textOrNull(raw.name) ?? String(raw.id), value: raw.id });
	return await searchPage(
		this,
		'waba_templates',
		(company) => path`/companies/${company}/waba_templates`,
		entry,
		filter,
		from,
	);
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
	format: number,
	search: searchTemplates,
});

export const assigneeId = plainId({
	displayName: 'Assignee ID',
	description: 'The user in Pact who takes the conversation; leave empty to unassign it',
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
