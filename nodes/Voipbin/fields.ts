import { type IdFormat, locator, plainId } from '../kit';
import { lists } from './lists';

const uuid: IdFormat = {
	// the zero UUID names nothing
	pattern: /^(?!0{8}-0{4}-0{4}-0{4}-0{12}$)[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
	words: 'a UUID such as a7bc12b7-f95c-43e6-82a1-38f4b7ff9b3f',
	placeholder: 'e.g. a7bc12b7-f95c-43e6-82a1-38f4b7ff9b3f',
};

export const conversationId = locator({
	displayName: 'Conversation',
	description: 'The dialogue with one customer',
	required: true,
	format: uuid,
	list: lists.searchConversations,
});

export const accountId = locator({
	displayName: 'Account',
	description: 'The connected account, e.g. the LINE account or WhatsApp number of the business',
	required: true,
	format: uuid,
	list: lists.searchAccounts,
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
