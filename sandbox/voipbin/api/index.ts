import type { FastifyPluginAsync, HTTPMethods } from 'fastify';
import { identify } from '../caller.ts';
import { VoipbinRefusal } from '../errors.ts';
import type { VoipbinService } from '../service.ts';
import { accounts } from './accounts.ts';
import { Call } from './call.ts';
import { conversations } from './conversations.ts';
import { customer } from './customer.ts';
import { login } from './login.ts';
import { messages } from './messages.ts';
import { setup } from './setup.ts';

export const api =
	(voipbin: VoipbinService): FastifyPluginAsync =>
	async (app) => {
		app.removeAllContentTypeParsers();
		// What is no JSON is refused by the endpoint, after the caller and the id.
		app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, parse(text as string)));

		login(app, voipbin);
		const endpoints = {
			...setup(voipbin),
			...conversations(voipbin),
			...messages(voipbin),
			...accounts(voipbin),
			...customer(voipbin),
		};
		for (const [name, answer] of Object.entries(endpoints)) {
			const [method, path] = name.split(' ') as [HTTPMethods, string];
			app.route({
				method,
				url: `/v1.0${path}`,
				handler: async (request) => {
					const caller = identify(voipbin, request);
					keepLimit(voipbin);
					return answer(new Call(voipbin, caller, request));
				},
			});
		}
	};

function keepLimit(voipbin: VoipbinService): void {
	const seconds = voipbin.limits ? voipbin.bucket.take() : 0;
	if (seconds === 0) return;
	throw new VoipbinRefusal('RATE_LIMIT_EXCEEDED', {
		headers: { 'retry-after': String(Math.ceil(seconds)) },
		details: [{ limited_by: 'customer' }],
	});
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
