import { digitsOf, type Json, matching, path, text } from '../../kit';
import { operation } from '../operation';
import { toConversation } from '../shapes';
import { companyId, sortDirectionHere } from '../fields';

const search = text({
	displayName: 'Search',
	description: 'Part of the name, phone number or account name of the customer',
	placeholder: 'e.g. Ann',
});

function fits({ name, sender_external_id: id }: Json, wanted: string): boolean {
	const part = digitsOf(wanted) ?? wanted.trim().replace(/^@/, '').toLowerCase();
	return [name, id].some((value) =>
		String(value ?? '')
			.toLowerCase()
			.includes(part),
	);
}

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many conversations',
	description: 'Get the conversations of a company',
	fields: { companyId },
	options: { search, sortDirection: sortDirectionHere },
	many: true,
	reads: true,
	simplify: toConversation,
	run: {
		// p1 cannot search, so every page is read and what does not fit is left out
		p1: ({ api, fields, options: { search: wanted = '', ...options }, limit }) => {
			const route = path`/companies/${fields.companyId}/conversations`;
			const list = (most: number) => api.list(route, 'conversations', { limit: most, ...options });
			return wanted === '' ? list(limit) : matching(list(Infinity), (conversation) => fits(conversation, wanted));
		},
		p2: ({ api, fields, options: { search: wanted = '', ...options }, limit }) =>
			api.list(
				'/conversations',
				{ company_id: fields.companyId, search_string: (digitsOf(wanted) ?? wanted) || undefined },
				{ limit, ...options },
			),
	},
});
