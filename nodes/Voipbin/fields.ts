import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { Client } from '../shared/client';
import { toNodeError } from '../shared/errors';
import type { IdFormat } from '../shared/fields';
import { locator, plainId } from '../shared/fields';
import { VoipbinApi, wire } from './api';
import { toConversation } from './simplify';

type Json = Record<string, unknown>;

const uuid: IdFormat = {
	// the zero UUID names nothing
	pattern: /^(?!0{8}-0{4}-0{4}-0{4}-0{12}$)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
	words: 'a UUID such as a7bc12b7-f95c-43e6-82a1-38f4b7ff9b3f',
	placeholder: 'e.g. a7bc12b7-f95c-43e6-82a1-38f4b7ff9b3f',
};

/** One page of a resource locator's list; what was typed narrows it, because VoIPbin cannot search. */
async function searchPage(
	context: ILoadOptionsFunctions,
	path: string,
	nameOf: (raw: Json) => Array<string | null>,
	filter = '',
	token?: string,
): Promise<INodeListSearchResult> {
	try {
		const api = new VoipbinApi(new Client(context, wire, await context.getCredentials('voipbinApi'), { maxWait: 10 }));
		const { items, next } = await api.page(path, {}, token);
		const results = items
			.map((raw) => ({ name: [...new Set(nameOf(raw).filter(Boolean))].join(' · '), value: String(raw.id) }))
			.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
		return { results, paginationToken: next };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

async function searchConversations(this: ILoadOptionsFunctions, filter?: string, token?: string) {
	const nameOf = (raw: Json) => {
		const { name, contact, channel } = toConversation(raw);
		return [name, contact.name, channel.type, contact.id];
	};
	return await searchPage(this, '/conversations', nameOf, filter, token);
}

async function searchAccounts(this: ILoadOptionsFunctions, filter?: string, token?: string) {
	const nameOf = ({ name, type, id }: Json) => [String(name || id), String(type)];
	return await searchPage(this, '/conversation_accounts', nameOf, filter, token);
}

export const conversationId = locator({
	displayName: 'Conversation',
	description: 'The dialogue with one customer',
	required: true,
	format: uuid,
	search: searchConversations,
});

export const accountId = locator({
	displayName: 'Account',
	description: 'The connected account, e.g. the LINE account or WhatsApp number of the business',
	required: true,
	format: uuid,
	search: searchAccounts,
});

export const ownerId = plainId({
	displayName: 'Owner ID',
	description: 'The agent in VoIPbin who takes care of the conversation; an update with an empty one unassigns it',
	format: uuid,
});

export const messageFlowId = plainId({
	displayName: 'Message Flow ID',
	description: 'The flow in VoIPbin that runs when a message arrives at this account',
	format: uuid,
});
