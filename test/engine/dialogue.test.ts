import type { RequestListener } from 'node:http';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { AGENT } from './agent.ts';
import { beside, passOn } from './beside.ts';
import { id, type Run } from './world.ts';
import { versions } from './worlds.ts';

const skip = { ifOvertaken: 'skip' };

describe.each(Object.keys(versions))('%s: a dialogue', (name) => {
	const world = versions[name]!();
	const nowhere = { conversationId: id(''), ...(name.startsWith('pact') && { companyId: id('') }) };
	const trigger = () => ({ type: `${world.type}Trigger` });

	/** A node of the service in the same workflow. */
	const node = (resource: string, operation: string, parameters: INodeParameters) => ({
		type: world.type,
		parameters: { ...world.common, resource, operation, ...parameters },
	});
	const sending = (parameters: INodeParameters) =>
		node(world.reply.resource, world.reply.operation, {
			...(world.reply.parameters as INodeParameters),
			...parameters,
		});

	const collect = async (run?: Run) => await world.json('message', 'collect', { ...nowhere, silence: 0 }, run);
	const send = async (parameters: IDataObject, run?: Run) =>
		await world.json(world.reply.resource, world.reply.operation, { ...world.reply.parameters, ...parameters }, run);

	async function received(conversation?: Parameters<typeof world.received>[0]) {
		await world.idle();
		return world.received(conversation);
	}

	test('the customer is answered where somebody else was written to before', async () => {
		const items = await world.heard('Hi');
		const colleague = world.newcomer('Colleague');
		const behind = [trigger(), sending({ ...world.at(colleague), text: 'Ann wrote' })];
		await send({ ...nowhere, text: 'One moment' }, { items, behind });
		expect(await received()).toEqual(['One moment']);
		expect(await received(colleague)).toEqual(['Ann wrote']);
	});

	test('who was written to is the one where nobody else started the run', async () => {
		const behind = [{ type: AGENT }, sending({ ...world.at(), text: 'Hello' })];
		await send({ ...nowhere, text: 'Are you there?' }, { behind });
		expect(await received()).toEqual(['Hello', 'Are you there?']);
	});

	test('what was collected and answered is not collected again in the same execution', async () => {
		const items = await world.heard('Hi');
		const answering = [
			node('message', 'collect', { silence: 0 }),
			{ type: AGENT },
			sending({ ...nowhere, text: 'Hello' }),
		];
		expect(await collect({ items, behind: [trigger(), ...answering] })).toEqual([]);
	});

	test('what was only said before it was collected is no answer', async () => {
		const items = await world.heard('Hi');
		const behind = [trigger(), sending({ ...nowhere, text: 'One moment' })];
		expect(await collect({ items, behind })).toMatchObject([{ text: 'Hi' }]);
	});

	test('what a workflow has said before it calls another one is no answer there, nor the other way round', async () => {
		const items = await world.heard('Hi');
		const { resource, operation, parameters } = world.reply;
		const saying = async (text: string, run: Run) =>
			await world.run(resource, operation, { ...parameters, ...nowhere, text, options: skip }, { items, ...run });
		const { executionId: parent } = await saying('One moment', {});
		const inside = await saying('Hello', { parent });
		expect(inside.items.flat().map(({ json }) => json.text)).toEqual(['Hello']);
		await world.idle();
		const other = await saying('Hello again', {});
		expect(other.items.flat().map(({ json }) => json.reason)).toEqual(['answeredMeanwhile']);
		expect(await received()).toEqual(['One moment', 'Hello']);
	});

	test('what the customer writes between the pieces of an answer is answered', async () => {
		const items = await world.heard('Hi');
		let posts = 0;
		const writesBetween: RequestListener = (asked, response) => {
			const pass = () => passOn(world.sandbox.url, () => {})(asked, response);
			if (asked.method !== 'POST' || !/message/.test(asked.url!) || ++posts !== 2) return pass();
			void world.idle().then(() => {
				world.annWrites('Wait');
				// nobody writes two messages in one moment
				setTimeout(pass, 10);
			});
		};
		await beside(writesBetween, async (url) => {
			await world.begin({ ...world.credential(), baseUrl: `${url}/${name.split(' ')[0]}` });
			const pieces = ['One.', 'Two.', 'Three.'];
			await send({ text: pieces.join('\n\n'), options: { ...skip, splitLongText: 8 } }, { items });
			await world.idle();
			expect(world.phone(world.ann).map(({ text }) => text)).toEqual(['Hi', 'One.', 'Wait', 'Two.', 'Three.']);
			const [burst] = await world.json('message', 'collect', { ...world.at(), silence: 0 });
			expect(burst).toMatchObject({ text: 'Wait', history: ['Hi', ...pieces].map((text) => ({ text })) });
			const waiting = await world.json('conversation', 'getUnanswered', { returnAll: true, olderThan: 0 });
			// Pact itself takes it for replied in P2
			expect(waiting.map(({ chatInput }) => chatInput)).toEqual(name === 'pact p2' ? [] : ['Wait']);
			expect(await send({ text: 'Yes?', options: skip }, { items: [{ json: burst! }] })).toMatchObject([
				{ text: 'Yes?' },
			]);
		});
		await world.begin();
	});
});
