import { type Json, statusOf } from '../kit';
import type { NexoraApi } from './api';

/**
 * Stores what belongs to something else. Where that does not exist the server answers 500 and stores nothing, so it is
 * asked for it then: what is missing is named, and no doubt is left.
 */
export const storeFor = (api: NexoraApi, owner: string, store: () => Promise<Json>): Promise<Json> =>
	store().catch(async (error: Error) => {
		const doubt = statusOf(error) === 500 && (await api.get(owner).catch((missing: Error) => missing));
		return await Promise.reject(statusOf(doubt) === 404 ? (doubt as Error) : error);
	});
