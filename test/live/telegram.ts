import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** As much of Telegram's Bot API as n8n's own Telegram nodes need to answer a message, for comparison with ours. */
export class Telegram {
	/** What the bot has sent. */
	readonly sent: string[] = [];
	readonly #server: Server;
	#webhook: { url: string; secret_token?: string } | undefined;

	constructor() {
		this.#server = createServer((request, response) => void this.#answer(request, response));
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = JSON.parse((await text(request)) || '{}') as Record<string, string>;
		const method = request.url?.split('/').at(-1);
		if (method === 'setWebhook') this.#webhook = { url: body.url!, secret_token: body.secret_token };
		if (method === 'sendMessage') this.sent.push(body.text!);
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ ok: true, result: method === 'getWebhookInfo' ? { url: '' } : true }));
	}

	async start(): Promise<string> {
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	/** A customer writes to the bot; resolves to how n8n answered the delivery. */
	async writes(words: string): Promise<number> {
		const { url, secret_token: secret = '' } = this.#webhook!;
		const chat = { id: 4711, type: 'private' };
		const update = { update_id: 1, message: { message_id: 1, date: 1, chat, from: { id: 4711 }, text: words } };
		const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
		return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) })).status;
	}

	async stop(): Promise<void> {
		this.#server.close();
		this.#server.closeAllConnections();
		await once(this.#server, 'close').catch(() => undefined);
	}
}
