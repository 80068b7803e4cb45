import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

interface Post {
	method: string;
	headers: Record<string, string>;
	body: string | Uint8Array;
	signal?: AbortSignal;
}

/** Sends a body with any method, with GET too (`fetch` refuses that), and follows no redirect. */
export async function post(url: string, { body, ...options }: Post): Promise<number> {
	const request = url.startsWith('https:') ? requestHttps : requestHttp;
	return await new Promise((resolve, reject) => {
		// A connection of its own: a receiver that restarts must not look like a broken one.
		const sent = request(url, { ...options, agent: false }, (response) => {
			response.on('end', () => resolve(response.statusCode!));
			response.on('error', reject);
			response.resume();
		});
		sent.on('error', reject);
		sent.end(body);
	});
}
