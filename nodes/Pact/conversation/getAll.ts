import { path } from '../../shared/client';
import { text } from '../../shared/fields';
import { operation } from '../api';
import { companyId, sortDirection } from '../fields';
import { toConversation } from '../simplify';

const search = text({
	displayName: 'Search',
	description: 'Part of the name, phone number or account name of the customer',
	placeholder: 'e.g. Ann',
});

/** p1 cannot search, so every page is read and what does not fit is left out. */
async function* fitting(conversations: AsyncIterable<Record<string, unknown>>, words: string) {
	const wanted = words.trim().replace(/^[+@]/, '').toLowerCase();
	for await (const conversation of conversations) {
		const { name, sender_external_id: sender } = conversation;
		if (
			[name, sender].some((value) =>
				String(value ?? '')
					.toLowerCase()
					.includes(wanted),
			)
		)
			yield conversation;
	}
}

export const getAll = operation({
	name: 'Get Many',
	action: 'Get many conversations',
	description: 'Get the conversations of a company',
	fields: { companyId },
	options: { search, sortDirection },
	many: true,
	simplify: toConversation,
	run: ({ api, fields, options, limit }) => {
		const list = (most: number) =>
			api.list(path`/companies/${fields.companyId}/conversations`, 'conversations', {
				limit: most,
				sort_direction: options.sortDirection,
			});
		return options.search ? fitting(list(Infinity), options.search) : list(limit);
	},
});
