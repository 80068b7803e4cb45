import axios from 'axios';
import { Agent } from 'node:http';
import type { Posted } from '../project.ts';

// A connection of its own each time: a receiver that restarts must not look like a broken one.
const httpAgent = new Agent({ keepAlive: false });

/** n8n answers every call with 200 and this while it starts: the port is open, its webhooks are not. */
const START_PAGE = 'n8n is starting up. Please wait';

/** The status of an answer, 0 when none came; the start page is an answer that only looks like the trigger's. */
export type Answer = number | 'start page';

/** Posts bytes as a service does. */
export async function post(url: string, { headers, body }: Posted): Promise<Answer> {
	try {
		const { status, data } = await axios.post(url, Buffer.from(body), {
			headers: { 'content-type': 'application/json', ...headers },
			httpAgent,
			proxy: false,
			timeout: 30_000,
			validateStatus: () => true,
		});
		return data === START_PAGE ? 'start page' : status;
	} catch {
		return 0;
	}
}
