import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { createEngine, type Engine, singlePackage } from './harness.ts';
import { useNexora } from './nexora/world.ts';
import { usePact } from './pact/world.ts';
import { login, useVoipbin } from './voipbin/world.ts';
import type { World } from './world.ts';

let engine: Engine;

afterEach(async () => await engine.close());

/** An action node of a package. */
const nodeIn = (name: string, world: World) => world.type.replace('n8n-nodes-conversations', name);

/** Answers Ann with every text through the node of a package. */
async function answer(world: World, type: string, ...texts: string[]) {
	const { resource, operation, parameters } = world.reply;
	return await engine.run({
		type,
		parameters: { resource, operation, ...world.common, ...parameters, ...world.at(), text: '={{ $json.text }}' },
		items: texts.map((text) => ({ json: { text } })),
	});
}

describe.each([
	['n8n-nodes-pact-im', () => usePact('p2')],
	['n8n-nodes-voipbin', useVoipbin],
	['n8n-nodes-nexora-chatbot', useNexora],
] as const)('%s', (name, use) => {
	const world: World = use();

	test('alone, its credential is tested, its trigger hears a customer and its node answers', async () => {
		const credentials = { [world.credentialType]: world.credential() };
		engine = await createEngine({ packageRoot: singlePackage(name), credentials });
		expect(await engine.testCredential(world.credentialType)).toMatchObject({ status: 'OK' });

		const trigger = engine.trigger({ type: `${nodeIn(name, world)}Trigger`, parameters: world.common });
		await trigger.activate();
		world.annWrites('Are you open?');
		await world.idle();
		await trigger.poll();
		const [[heard]] = (await trigger.waitForExecutions(1)) as [[{ json: object }]];
		expect(heard.json).toMatchObject({ text: 'Are you open?', direction: 'incoming' });

		expect((await answer(world, nodeIn(name, world), 'Yes, until six')).error).toBeUndefined();
		await world.idle();
		expect(world.received()).toContain('Yes, until six');
		await trigger.deactivate();
	});
});

describe('beside n8n-nodes-conversations', () => {
	const pact = usePact('p2');
	const voipbin = useVoipbin();

	/** One n8n with both packages. */
	const install = async (name: string, world: World, entered?: ICredentialDataDecryptedObject) => {
		const credentials = { [world.credentialType]: world.credential(entered) };
		engine = await createEngine({ beside: [singlePackage(name)], credentials });
		return [world.type, nodeIn(name, world)];
	};

	test('both keep to one published rate', async () => {
		const types = await install('n8n-nodes-pact-im', pact);
		const runs = await Promise.all(types.map((type) => answer(pact, type, 'one', 'two', 'three', 'four')));
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		await pact.idle();
		expect(pact.received().filter((text) => text === 'four')).toHaveLength(2);
		expect(pact.requests.filter(({ status }) => status === 429)).toEqual([]);
	});

	test('both wait for one login', async () => {
		const types = await install('n8n-nodes-voipbin', voipbin, login);
		const runs = await Promise.all(types.map((type) => answer(voipbin, type, 'hello')));
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(voipbin.requests.filter(({ route }) => route === '/auth/login')).toHaveLength(1);
	});

	test('both say why, where the one waited for the login of the other', async () => {
		const types = await install('n8n-nodes-voipbin', voipbin, { ...login, password: 'wrong-password' });
		const runs = await Promise.all(types.map((type) => answer(voipbin, type, 'hello')));
		expect(voipbin.requests.filter(({ route }) => route === '/auth/login')).toHaveLength(1);
		for (const { error } of runs) expect(error?.message).toMatch(/refused the user name or password/);
	});
});
