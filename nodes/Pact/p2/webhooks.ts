import { type Json, path } from '../../kit';
import { only, type P2 } from './api';

const webhooksPath = (companyId: string) => path`/companies/${companyId}/webhooks`;
const webhookPath = (companyId: string, webhookId: string) => path`/companies/${companyId}/webhooks/${webhookId}`;

export const webhooksOf = (api: P2, companyId: string, limit: number): AsyncIterable<Json> =>
	api.list(webhooksPath(companyId), {}, { limit });

export const createWebhook = async (api: P2, companyId: string, url: string): Promise<Json> =>
	only(await api.post(webhooksPath(companyId), { url }), 'webhook');

export const updateWebhook = async (
	api: P2,
	companyId: string,
	webhookId: string,
	changes: { url?: string; active?: boolean },
): Promise<Json> => only(await api.put(webhookPath(companyId, webhookId), changes), 'webhook');

export async function deleteWebhook(api: P2, companyId: string, webhookId: string): Promise<void> {
	await api.delete(webhookPath(companyId, webhookId));
}
