import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Json = ReturnType<typeof JSON.parse>;

interface Received {
	method: string;
	headers: IncomingHttpHeaders;
	body: string;
	json: Json;
}

/** Takes webhooks; `answers` are the statuses of the next ones, then it is 200. */
export async function startReceiver() {
	const received: Received[] = [];
	const answers: number[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			if (body) received.push({ method: request.method!, headers: request.headers, body, json: JSON.parse(body) });
			response.writeHead(answers.shift() ?? 200).end('taken');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		received,
		answers,
		get bodies(): Json[] {
			return received.map(({ json }) => json);
		},
		forget() {
			received.length = 0;
			answers.length = 0;
		},
		close() {
			server.close();
		},
	};
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
