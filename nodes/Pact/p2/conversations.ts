import { type Json, path } from '../../kit';
import type { Place } from '../query';
import { only, type P2 } from './api';

export const conversationOf = async (api: P2, { companyId, conversationId }: Place): Promise<Json> =>
	only(await api.get(path`/conversations/${conversationId}`, { company_id: companyId }), 'conversation');

export async function updateConversation(api: P2, { companyId, conversationId }: Place, changes: Json): Promise<Json> {
	const body = { company_id: Number(companyId), ...changes };
	return only(await api.put(path`/conversations/${conversationId}`, body), 'conversation');
}
