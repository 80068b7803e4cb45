import { type Json, path, recordOf } from '../../kit';
import type { P1 } from './api';

/** What became of a message, given the job that its send was answered with; undefined while that is open. */
export async function outcome(api: P1, companyId: string, sent: Json): Promise<Json | undefined> {
	const { id, channel } = sent;
	if (isFinished(sent)) return sent;
	const job = await api.get(path`/companies/${companyId}/channels/${recordOf(channel).id}/jobs/${id}`);
	return isFinished(job) ? job : undefined;
}

/** `trying_deliver` is the one documented state before the end; a message id or a result ends it too. */
const isFinished = ({ state, message_id: messageId, details }: Json) =>
	state !== 'trying_deliver' || Boolean(messageId) || Boolean(recordOf(details).result);
