import { usePact } from './world.ts';

describe.each(['p1', 'p2'] as const)('%s', (version) => {
	const world = usePact(version);

	test('an answer that was taken back is none', async () => {
		const execution = await world.ask({ answerType: 'yesNo' });
		world.annWrites('yes');
		world.pact.state.messages.at(-1)!.deleted = true;
		await execution.wake();
		expect(execution.status).toBe('waiting');
		world.annWrites('no');
		await execution.wake();
		expect(execution.outputs[0]![0]).toMatchObject({ answer: false });
	});
});
