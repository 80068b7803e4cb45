import type { IDataObject } from 'n8n-workflow';

import { id } from '../world.ts';
import { usePact } from './world.ts';

const world = usePact('p2');

/** An operation with what it needs, in a workflow as n8n saves it: without API Version it is the default one. */
interface Saved extends IDataObject {
	resource: string;
	operation: string;
}

/** Where the node asked Pact, as `METHOD /path`. */
async function asked({ resource, operation, ...parameters }: Saved, apiVersion?: string): Promise<string[]> {
	const before = world.requests.length;
	await world.json(resource, operation, { apiVersion, ...parameters });
	return world.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
}

const ann = () => id(world.ann.id);

const ofP1 = (): Saved[] => [
	{ resource: 'conversation', operation: 'addNote', conversationId: ann(), note: 'Likes roses' },
	{ resource: 'conversation', operation: 'toggleBitrix', conversationId: ann(), enabled: true },
	{ resource: 'company', operation: 'create', name: 'Roses' },
	{
		resource: 'channel',
		operation: 'checkUser',
		channelId: id(world.channelOf('whatsapp')),
		phone: '79250000001',
	},
];

const ofP2 = (): Saved[] => [
	{ resource: 'conversation', operation: 'update', conversationId: ann(), updateFields: { repliedState: 'replied' } },
	{ resource: 'webhook', operation: 'getAll', returnAll: true },
	{
		resource: 'channel',
		operation: 'disable',
		channelId: id(world.channelOf('whatsapp')),
	},
];

const ofBoth = (): Saved[] => [
	{ resource: 'conversation', operation: 'get', conversationId: ann() },
	{ resource: 'message', operation: 'send', conversationId: ann(), text: 'Hello' },
];

test.each([undefined, 'p1', 'p2'])('API Version %s: what P1 alone has uses P1', async (apiVersion) => {
	for (const saved of ofP1()) expect(await asked(saved, apiVersion)).toEqual([expect.stringMatching(/^\w+ \/p1\//)]);
});

test.each([undefined, 'p1', 'p2'])('API Version %s: what P2 alone has uses P2', async (apiVersion) => {
	for (const saved of ofP2())
		expect(await asked(saved, apiVersion)).toEqual([expect.stringMatching(/^\w+ \/api\/p2\//)]);
});

test('what both have uses the chosen one, P2 where nothing was chosen', async () => {
	for (const saved of ofBoth()) {
		expect(await asked(saved, 'p1')).toEqual([expect.stringMatching(/^\w+ \/p1\//)]);
		expect(await asked(saved, 'p2')).toEqual([expect.stringMatching(/^\w+ \/api\/p2\//)]);
		expect(await asked(saved)).toEqual([expect.stringMatching(/^\w+ \/api\/p2\//)]);
	}
});

test('lists offer what the version of the operation knows', async () => {
	const offered = async (parameters: object) => {
		const currentParameters = { companyId: id(1), ...parameters };
		const method = 'searchChannels';
		const before = world.requests.length;
		await world.engine.listSearch({ type: world.type, method, currentParameters });
		return world.requests.slice(before).map(({ path }) => path);
	};
	expect(await offered({ resource: 'channel', operation: 'checkUser' })).toEqual(['/p1/companies/1/channels']);
	expect(await offered({ apiVersion: 'p1', resource: 'channel', operation: 'enable' })).toEqual([
		'/api/p2/companies/1/auths',
	]);
	expect(await offered({ apiVersion: 'p1', resource: 'channel', operation: 'delete' })).toEqual([
		'/p1/companies/1/channels',
	]);
});
