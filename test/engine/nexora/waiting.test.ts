import { useNexora } from './world.ts';

const world = useNexora();

test('an answer that a question has taken is nothing new, also after a restart', async () => {
	const trigger = await world.published();
	const question = await world.ask();
	world.annWrites('Yes');
	await trigger.poll();
	await question.idle();
	expect(question.outputs[0]).toMatchObject([{ answer: 'Yes' }]);
	await trigger.restart();
	world.nexora.advance(10_000);
	await trigger.poll();
	expect(trigger.executions.flat()).toEqual([]);
});

test('what a server of 2025 could not store when it is asked again is not asked', async () => {
	world.speak('document');
	const ask = { ...world.at(), answerType: 'number' };
	const message = 'word '.repeat(36).trim();
	const long = await world.failure('message', 'sendAndWait', { ...ask, message, options: { askAgain: '' } });
	expect(long.message).toBe("'Message' is too long");
	const again = { message: 'How many?', options: { askAgain: `${message} ${message}` } };
	expect((await world.failure('message', 'sendAndWait', { ...ask, ...again })).message).toBe("'Ask Again' is too long");
	expect(world.received()).toEqual([]);
});
