import type { Activity, Message } from '../../conversations';
import { type Json, numberOrNull, path } from '../../kit';
import type { Place } from '../query';
import { type P1, PAGE_SIZE } from './api';
import { toMessage } from './simplify';

/** The newest messages of a conversation; those on their way are not among them, p1 lists what was delivered. */
export async function newest(api: P1, place: Place, count: number): Promise<Message[]> {
	const route = path`/companies/${place.companyId}/conversations/${place.conversationId}/messages`;
	const { items } = await api.page(route, 'messages', { per: Math.min(count, PAGE_SIZE), sort_direction: 'desc' });
	return items.map((raw) => toMessage(raw, place));
}

/** The conversations, the youngest first: p1 orders them by nothing else. */
export async function* active(api: P1, { companyId }: { companyId: string }): AsyncGenerator<Activity> {
	const route = path`/companies/${companyId}/conversations`;
	for await (const raw of api.list(route, 'conversations', { limit: PAGE_SIZE, sortDirection: 'desc' })) {
		yield { conversationId: String(raw.external_id), conversation: raw, ...lastOf(raw) };
	}
}

/** When the last message came and whose it was, where p1 tells: some of its answers do. */
function lastOf({ last_message_at: last, last_income_message_at: lastIncome }: Json): Partial<Activity> {
	const [at, incomeAt] = [numberOrNull(last), numberOrNull(lastIncome)];
	// whole seconds, of which a message may have come late
	return at ? { quietSince: (at + 1) * 1000, answered: incomeAt !== null && incomeAt < at } : {};
}
