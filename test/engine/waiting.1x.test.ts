import { names, worlds } from './worlds.ts';

// Run in n8n 1.x alone, in the place of waiting.test.ts
describe.each(names)('Send and Wait of %s', (name) => {
	const world = worlds[name]();

	test('asks nobody in an n8n that cannot go on with the answer', async () => {
		const parameters = { ...world.at(), message: 'Shall we?', limitWaitTime: 60 };
		const { message, description } = await world.failure('message', 'sendAndWait', parameters);
		expect(message).toBe("'Send and Wait' needs n8n 2");
		expect(description).toContain('Nothing was sent.');
		await world.idle();
		expect(world.received()).toEqual([]);
	});
});
