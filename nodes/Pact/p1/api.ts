import type { OutgoingFile } from '../../shared/binary';
import { formWith } from '../../shared/binary';
import type { Client } from '../../shared/client';
import { path } from '../../shared/client';
import { InputError } from '../../shared/fields';
import { isRecord, recordOf } from '../../shared/message';
import { matching, paginate } from '../../shared/pagination';
import type { Browsed, Browsing, ChannelSettings, First, Json, Listed, Outgoing, PactApi, Place, Query } from '../api';
import { toConversation, toMessage, toSentMessage } from './simplify';

const PAGE_SIZE = 100;

/** What p1 calls its lists, in paths and in answers. */
const LISTS: Record<Listed, string> = {
	companies: 'companies',
	channels: 'channels',
	conversations: 'conversations',
	templates: 'waba_templates',
};

/**
 * Generation p1: base `/p1`, the company in the path, envelope `{ status, data }`, cursor paging by `from` and
 * `next_page`, ids as `external_id`, sends answered with a job (pact.md 1.2 to 1.4).
 */
export class P1 implements PactApi {
	readonly toConversation = toConversation;
	readonly toMessage = toMessage;
	readonly toSentMessage = toSentMessage;
	private readonly client: Client;

	constructor(client: Client) {
		this.client = client;
	}

	/** Reads; resolves to `data` of the envelope, as the other three do. */
	async get(route: string, query?: Json): Promise<Json> {
		return dataOf(await this.client.send({ method: 'GET', path: `/p1${route}`, query }));
	}

	async post(route: string, body?: Json): Promise<Json> {
		return dataOf(await this.client.send({ method: 'POST', path: `/p1${route}`, body }));
	}

	async put(route: string, body?: Json): Promise<Json> {
		return dataOf(await this.client.send({ method: 'PUT', path: `/p1${route}`, body }));
	}

	async delete(route: string): Promise<Json> {
		return dataOf(await this.client.send({ method: 'DELETE', path: `/p1${route}` }));
	}

	/** p1 cannot search: the whole page comes back. */
	async browse(list: Listed, { companyId, cursor }: Browsing): Promise<Browsed> {
		const below = list === 'companies' ? '' : path`/${companyId}/${LISTS[list]}`;
		return await this.page(`/companies${below}`, LISTS[list], { per: PAGE_SIZE, from: cursor });
	}

	/** One page of `data[key]`; `from` is never sent empty, which would mean page one again. */
	async page(route: string, key: string, query: Json): Promise<{ items: Json[]; next?: string }> {
		const { [key]: entries, next_page: next } = await this.get(route, query);
		return { items: Array.isArray(entries) ? (entries as Json[]) : [], next: next ? String(next) : undefined };
	}

	private list(route: string, key: string, { limit, sortDirection }: Query): AsyncIterable<Json> {
		const per = Math.min(limit, PAGE_SIZE);
		return paginate<Json, string>(
			async (from) => await this.page(route, key, { per, from, sort_direction: sortDirection }),
		);
	}

	companies(query: Query): AsyncIterable<Json> {
		return this.list('/companies', 'companies', query);
	}

	channels(companyId: string, query: Query): AsyncIterable<Json> {
		return this.list(path`/companies/${companyId}/channels`, 'channels', query);
	}

	async createChannel(companyId: string, provider: string, settings: ChannelSettings): Promise<Json> {
		return await this.post(path`/companies/${companyId}/channels`, {
			provider,
			account_name: settings.accountName,
			data: settings.data,
			dialog360_channel_id: settings.dialog360ChannelId,
			dialog360_client_id: settings.dialog360ClientId,
			do_not_mark_as_read: settings.doNotMarkAsRead,
			hosting_type: settings.hostingType,
			login: settings.login,
			password: settings.password,
			phone: settings.phone,
			subtype: settings.subtype,
			sync_comments: settings.syncComments,
			sync_messages_from: settings.syncMessagesFrom,
			token: settings.token,
			via_qr_code: settings.viaQrCode,
		});
	}

	async deleteChannel(companyId: string, channelId: string): Promise<unknown> {
		return await this.delete(path`/companies/${companyId}/channels/${channelId}`);
	}

	/** p1 cannot search, so every page is read and what does not fit is left out. */
	conversations(companyId: string, query: Query): AsyncIterable<Json> {
		const { search, ...rest } = query;
		const route = path`/companies/${companyId}/conversations`;
		if (!search) return this.list(route, 'conversations', rest);
		const wanted = search.trim().replace(/^[+@]/, '').toLowerCase();
		return matching(this.list(route, 'conversations', { ...rest, limit: Infinity }), (conversation) =>
			[conversation.name, conversation.sender_external_id].some((value) =>
				String(value ?? '')
					.toLowerCase()
					.includes(wanted),
			),
		);
	}

	async conversation({ companyId, conversationId }: Place): Promise<Json> {
		const data = await this.get(path`/companies/${companyId}/conversations/${conversationId}`);
		return recordOf(data.conversation);
	}

	/** WhatsApp opens by phone and without words; Telegram by phone or name, with a first message. */
	async createConversation({ companyId, provider, phone, username, text, sendToCrm }: First): Promise<Json> {
		const telegram = provider === 'telegram_personal';
		if (!telegram && provider !== 'whatsapp') {
			throw new InputError(
				"'Provider' cannot open a conversation in API version P1",
				'P1 opens conversations in WhatsApp and Telegram Personal. Choose one of them, or API version P2.',
			);
		}
		const data = await this.post(path`/companies/${companyId}/conversations`, {
			provider,
			phone: phone || undefined,
			username: (telegram && username) || undefined,
			text: telegram ? text : undefined,
			send_to_crm: telegram ? sendToCrm : undefined,
		});
		// Pact may still be working on it and then gives no conversation yet
		return recordOf(data.conversation);
	}

	async assign({ companyId, conversationId }: Place, assigneeId: string): Promise<Json> {
		const data = await this.put(path`/companies/${companyId}/conversations/${conversationId}/assign`, {
			assignee_id: assigneeId === '' ? null : Number(assigneeId),
		});
		return recordOf(data.conversation);
	}

	messages({ companyId, conversationId }: Place, query: Query): AsyncIterable<Json> {
		return this.list(path`/companies/${companyId}/conversations/${conversationId}/messages`, 'messages', query);
	}

	async send(place: Place, { text, attachmentIds, files, buttons, sendToCrm }: Outgoing): Promise<Json[]> {
		const attachments = attachmentIds.map(Number);
		for (const file of files) {
			const { external_id: id } = await this.upload(place, file);
			attachments.push(Number(id));
		}
		const job = await this.post(path`/companies/${place.companyId}/conversations/${place.conversationId}/messages`, {
			message: text,
			attachments_ids: attachments.length > 0 ? attachments : undefined,
			interactive: buttons?.length ? { type: 'button', buttons } : undefined,
			send_to_crm: sendToCrm,
		});
		return [job];
	}

	async sendFirst(first: First): Promise<Json> {
		const { companyId, channelId, phone, text, templateId, templateParameters, templateLanguage } = first;
		const template = {
			id: Number(templateId),
			language_code: templateLanguage ?? 'ru',
			parameters: templateParameters,
		};
		return await this.post(path`/companies/${companyId}/channels/${channelId}/conversations`, {
			phone,
			...(templateId === '' ? { message: text } : { template }),
		});
	}

	async outcome(companyId: string, sent: Json): Promise<Json | undefined> {
		const { id, channel } = sent;
		if (isFinished(sent)) return sent;
		const job = await this.get(path`/companies/${companyId}/channels/${recordOf(channel).id}/jobs/${id}`);
		return isFinished(job) ? job : undefined;
	}

	async upload({ companyId, conversationId }: Place, file: OutgoingFile): Promise<Json> {
		const route = path`/p1/companies/${companyId}/conversations/${conversationId}/messages/attachments`;
		return dataOf(await this.client.send({ method: 'POST', path: route, form: () => formWith('file', file) }));
	}

	async uploadFrom({ companyId, conversationId }: Place, url: string): Promise<Json> {
		return await this.post(path`/companies/${companyId}/conversations/${conversationId}/messages/attachments`, {
			file_url: url,
		});
	}

	templates(companyId: string, query: Query): AsyncIterable<Json> {
		return this.list(path`/companies/${companyId}/waba_templates`, 'waba_templates', query);
	}

	templateId(template: Json): unknown {
		return template.id;
	}

	download(url: string): ReturnType<Client['download']> {
		return this.client.download(url);
	}
}

/** `trying_deliver` is the one documented state before the end; a message id or a result ends it too. */
const isFinished = ({ state, message_id: messageId, details }: Json) =>
	state !== 'trying_deliver' || Boolean(messageId) || Boolean(recordOf(details).result);

/** `data` of the envelope; some answers of p1 (note, user_exists, request_code) carry their fields beside `status`. */
function dataOf(body: unknown): Json {
	const envelope = recordOf(body);
	return isRecord(envelope.data) ? envelope.data : envelope;
}
