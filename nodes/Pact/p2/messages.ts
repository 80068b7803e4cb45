import { nameOf, noteSent } from '../../conversations';
import { type Json, type Parts, path, textOrNull } from '../../kit';
import type { Place } from '../query';
import { only, type P2 } from './api';

export async function messageOf(api: P2, { companyId, conversationId }: Place, messageId: string): Promise<Json> {
	const route = path`/conversations/${conversationId}/messages/${messageId}`;
	return only(await api.get(route, { company_id: companyId }), 'message');
}

/** What became of a message, given the answer to its send; undefined while that is open. */
export async function outcome(api: P2, companyId: string, sent: Json): Promise<Json | undefined> {
	if (isFinal(sent.status)) return sent;
	if (!sent.conversation_id) return undefined;
	const message = await messageOf(api, { companyId, conversationId: String(sent.conversation_id) }, String(sent.id));
	return isFinal(message.status) ? message : undefined;
}

const isFinal = (status: unknown) => ['delivered', 'read', 'error'].includes(String(status));

/** A message to somebody who has no conversation yet; what is '' is not sent. */
interface FirstMessage {
	companyId: string;
	provider: string;
	phone: string;
	username?: string;
	vkontakteId?: string;
	text: string;
	attachmentIds?: string[];
	templateId?: string;
	templateParameters?: string[];
	sendToCrm?: boolean;
}

const NOT_CONNECTED =
	"Check the fields of this node: 'Provider' must be a messenger that is connected to this company, see Channel: Get Many.";

/** Sends it, in this execution; resolves to it as Pact tells it. */
export async function sendFirstMessage(
	api: P2,
	execution: string,
	first: FirstMessage,
	request: Parts = {},
): Promise<Json> {
	const { vkontakteId = '', templateId } = first;
	const numeric = /^\d+$/.test(vkontakteId);
	const body = {
		company_id: Number(first.companyId),
		provider: first.provider,
		phone: first.phone || undefined,
		nickname: first.username?.replace(/^@/, '') || undefined,
		vkontakte_id: numeric ? vkontakteId : undefined,
		vkontakte_domain: numeric ? undefined : vkontakteId || undefined,
		text: first.text || undefined,
		attachment_ids: first.attachmentIds?.length ? first.attachmentIds.map(Number) : undefined,
		waba_id: templateId || undefined,
		substitutions: templateId ? first.templateParameters : undefined,
		send_to_crm: first.sendToCrm,
	};
	const sent = only(await api.post('/messages', body, { ...request, advice: { 400: NOT_CONNECTED } }), 'message');
	const conversationId = textOrNull(sent.conversation_id);
	if (conversationId !== null) {
		const name = nameOf('pact', { companyId: first.companyId, conversationId });
		noteSent(execution, name, { id: textOrNull(sent.id), text: textOrNull(sent.text) ?? first.text });
	}
	return sent;
}
