import type { OutgoingFile } from '../../shared/binary';
import { formWith } from '../../shared/binary';
import type { Client, Request } from '../../shared/client';
import { path } from '../../shared/client';
import { InputError } from '../../shared/fields';
import { isRecord, recordOf } from '../../shared/message';
import type { Page } from '../../shared/pagination';
import { paginate, sorted } from '../../shared/pagination';
import type {
	Browsed,
	Browsing,
	ChannelSettings,
	FileDetails,
	First,
	Json,
	Listed,
	Outgoing,
	PactApi,
	Place,
	Query,
} from '../api';
import { P1 } from '../p1/api';
import { toConversation, toMessage } from './simplify';

/** Asked for in every list; where Pact gives less, its answer says how much a page holds. */
const PAGE_SIZE = 150;

/**
 * Generation p2: base `/api/p2`, the company as `company_id`, bare objects, paging by `page` with `meta`, ids as `id`;
 * there `external_id` is the id of a message in the messenger (pact.md 1.7).
 */
export class P2 implements PactApi {
	readonly toConversation = toConversation;
	readonly toMessage = toMessage;
	readonly toSentMessage = toMessage;
	private readonly client: Client;
	/** p2 has no companies of its own. */
	private readonly p1: P1;

	constructor(client: Client) {
		this.client = client;
		this.p1 = new P1(client);
	}

	/** Sends one request below `/api/p2`; resolves to the answer, {} when it is empty. */
	async request(
		method: Request['method'],
		route: string,
		parts: Pick<Request, 'query' | 'body' | 'form'> = {},
	): Promise<Json> {
		return recordOf(await this.client.send({ method, path: `/api/p2${route}`, ...parts }));
	}

	/** One page of a list, whose name in the answer is not always documented: it is the one list there. */
	private async page(route: string, query: Json, page: number, size = PAGE_SIZE): Promise<Page<Json, number>> {
		const answer = await this.request('GET', route, { query: { ...query, page, per_page: size } });
		const items = (Object.values(answer).find(Array.isArray) ?? []) as Json[];
		const { entries_count: count = items.length, per_page: held = size } = recordOf(answer.meta);
		return { items, next: Number(count) < Number(held) ? null : page + 1 };
	}

	/** Every entry of a list; Pact sorts none of them as asked, so a direction means to read all and sort here. */
	private list(route: string, query: Json, { limit, sortDirection }: Query): AsyncIterable<Json> {
		const size = sortDirection ? PAGE_SIZE : Math.min(limit, PAGE_SIZE);
		const entries = paginate<Json, number>(async (page = 1) => await this.page(route, query, page, size));
		return sortDirection ? sorted(entries, sortDirection, createdAt) : entries;
	}

	async browse(list: Listed, from: Browsing): Promise<Browsed> {
		const { companyId, search, cursor } = from;
		if (list === 'companies') return await this.p1.browse(list, from);
		const places: Record<typeof list, [route: string, query: Json]> = {
			channels: [path`/companies/${companyId}/auths`, {}],
			conversations: ['/conversations', { company_id: companyId, search_string: search || undefined }],
			templates: ['/waba_templates', { company_ids: [companyId] }],
		};
		const [route, query] = places[list];
		const { items, next } = await this.page(route, query, Number(cursor ?? 1));
		return { items, next: next ? String(next) : undefined, searched: list === 'conversations' };
	}

	companies(query: Query): AsyncIterable<Json> {
		return this.p1.companies(query);
	}

	channels(companyId: string, query: Query): AsyncIterable<Json> {
		return this.list(path`/companies/${companyId}/auths`, {}, query);
	}

	async createChannel(companyId: string, provider: string, settings: ChannelSettings): Promise<Json> {
		const answer = await this.request('POST', path`/companies/${companyId}/auths`, {
			body: {
				provider,
				phone_number: settings.phone,
				sync_period: settings.syncPeriod,
				token: settings.token,
			},
		});
		return only(answer, 'auth');
	}

	async deleteChannel(companyId: string, channelId: string): Promise<unknown> {
		return await this.request('DELETE', path`/companies/${companyId}/auths/${channelId}`);
	}

	conversations(companyId: string, query: Query): AsyncIterable<Json> {
		return this.list('/conversations', { company_id: companyId, search_string: query.search || undefined }, query);
	}

	async conversation({ companyId, conversationId }: Place): Promise<Json> {
		const query = { company_id: companyId };
		return only(await this.request('GET', path`/conversations/${conversationId}`, { query }), 'conversation');
	}

	/** p2 opens a conversation by its first message. */
	async createConversation(first: First): Promise<Json> {
		if (first.text.trim() === '') {
			throw new InputError("'Text' is empty", 'Pact opens a conversation by a first message.');
		}
		const { conversation_id: conversationId } = await this.sendFirst(first);
		if (conversationId === undefined || conversationId === null) return {};
		return await this.conversation({ companyId: first.companyId, conversationId: String(conversationId) });
	}

	async assign(place: Place, assigneeId: string): Promise<Json> {
		return await this.updateConversation(place, { assignee_id: assigneeId === '' ? null : Number(assigneeId) });
	}

	async updateConversation({ companyId, conversationId }: Place, changes: Json): Promise<Json> {
		const body = { company_id: Number(companyId), ...changes };
		return only(await this.request('PUT', path`/conversations/${conversationId}`, { body }), 'conversation');
	}

	messages({ companyId, conversationId }: Place, query: Query): AsyncIterable<Json> {
		return this.list(path`/conversations/${conversationId}/messages`, { company_id: companyId }, query);
	}

	async message({ companyId, conversationId }: Place, messageId: string): Promise<Json> {
		const query = { company_id: companyId };
		return only(
			await this.request('GET', path`/conversations/${conversationId}/messages/${messageId}`, { query }),
			'message',
		);
	}

	/** One file a message: the first carries the text, the others follow. */
	async send(place: Place, { text, attachmentIds, files, replyToId, sendToCrm }: Outgoing): Promise<Json[]> {
		const repliedTo = replyToId ? await this.inMessenger(place, replyToId) : undefined;
		const attachments = attachmentIds.map(Number);
		for (const file of files) attachments.push(Number((await this.upload(place, file)).id));
		const sent: Json[] = [];
		for (const [index, attachment] of (attachments.length > 0 ? attachments : [undefined]).entries()) {
			const body = {
				company_id: Number(place.companyId),
				text: index === 0 ? text : undefined,
				attachment_ids: attachment === undefined ? undefined : [attachment],
				replied_to_id: index === 0 ? repliedTo : undefined,
				send_to_crm: sendToCrm,
			};
			const answer = await this.request('POST', path`/conversations/${place.conversationId}/messages`, { body });
			sent.push(only(answer, 'message'));
		}
		return sent;
	}

	/** The id by which the messenger knows a message; p2 takes that one for a reply. */
	private async inMessenger(place: Place, messageId: string): Promise<string> {
		const { external_id: id } = await this.message(place, messageId);
		if (id !== undefined && id !== null) return String(id);
		throw new InputError(
			"The message in 'Reply To' has not been delivered yet",
			'Only a delivered message can be answered.',
		);
	}

	async sendFirst({
		companyId,
		provider,
		phone,
		username,
		vkontakteId,
		text,
		templateId,
		...first
	}: First): Promise<Json> {
		const numeric = /^\d+$/.test(vkontakteId);
		const answer = await this.request('POST', '/messages', {
			body: {
				company_id: Number(companyId),
				provider,
				phone: phone || undefined,
				nickname: username || undefined,
				vkontakte_id: numeric ? vkontakteId : undefined,
				vkontakte_domain: numeric ? undefined : vkontakteId || undefined,
				text: text || undefined,
				waba_id: templateId || undefined,
				substitutions: templateId ? first.templateParameters : undefined,
				send_to_crm: first.sendToCrm,
			},
		});
		return only(answer, 'message');
	}

	async outcome(companyId: string, sent: Json): Promise<Json | undefined> {
		if (isFinal(sent.status)) return sent;
		if (!sent.conversation_id) return undefined;
		const place = { companyId, conversationId: String(sent.conversation_id) };
		const message = await this.message(place, String(sent.id));
		return isFinal(message.status) ? message : undefined;
	}

	async upload({ companyId }: Place, file: OutgoingFile, about: FileDetails = {}): Promise<Json> {
		const values = {
			company_id: companyId,
			'metadata[push_to_talk]': about.pushToTalk,
			'metadata[data][width]': about.width,
			'metadata[data][height]': about.height,
		};
		return only(
			await this.request('POST', '/attachments/', { form: () => formWith('file', file, values) }),
			'attachment',
		);
	}

	async uploadFrom({ companyId }: Place, url: string): Promise<Json> {
		const body = { company_id: Number(companyId), file_url: url };
		return only(await this.request('POST', '/attachments/', { body }), 'attachment');
	}

	templates(companyId: string, { sortDirection, ...query }: Query): AsyncIterable<Json> {
		const sort = sortDirection && { created_at: sortDirection };
		return this.list('/waba_templates', { company_ids: [companyId], sort }, query);
	}

	templateId(template: Json): unknown {
		return template.waba_id;
	}

	webhooks(companyId: string, query: Query): AsyncIterable<Json> {
		return this.list(path`/companies/${companyId}/webhooks`, {}, query);
	}

	async createWebhook(companyId: string, url: string): Promise<Json> {
		return only(await this.request('POST', path`/companies/${companyId}/webhooks`, { body: { url } }), 'webhook');
	}

	async updateWebhook(
		companyId: string,
		webhookId: string,
		changes: { url?: string; active?: boolean },
	): Promise<Json> {
		const route = path`/companies/${companyId}/webhooks/${webhookId}`;
		return only(await this.request('PUT', route, { body: changes }), 'webhook');
	}

	async deleteWebhook(companyId: string, webhookId: string): Promise<void> {
		await this.request('DELETE', path`/companies/${companyId}/webhooks/${webhookId}`);
	}

	download(url: string): ReturnType<Client['download']> {
		return this.client.download(url);
	}
}

const isFinal = (status: unknown) => ['delivered', 'read', 'error'].includes(String(status));

const createdAt = (raw: Json) => Date.parse(String(raw.external_created_at ?? raw.created_at)) || 0;

/** The one object of an answer, e.g. `{ conversation: {…} }`; some answers are not documented and may be bare. */
function only(answer: Json, name: string): Json {
	return isRecord(answer[name]) ? answer[name] : answer;
}
