import { services } from '../../playground/services.ts';
import { answersOn } from './customer.ts';
import { useLive } from './live.ts';
import { until } from './until.ts';

const live = useLive(services.pact);

describe('asking and waiting', () => {
	const ivan = { channelId: 2, name: 'Ivan Petrov', phone: '79250000098' };

	it('goes on with the answer, which starts no second execution', async () => {
		await live.publishExample('pact-ask-and-wait');
		const { conversationId } = live.sandbox.pact.customerWrites(ivan, { text: 'My order?' });
		const received = () => answersOn(live.sandbox.pact.phone(conversationId));
		const says = async (text: string, answers: number) => {
			await until('the answer', () => received().length === answers);
			live.sandbox.pact.customerWrites(ivan, { text });
		};
		await says('By plane', 1);
		await says('2', 2);
		await until('the answer', () => received().length === 3);
		const choices = '1. Delivery\n2. Pickup';
		expect(received()).toEqual([
			`How would you like to get your order?\n\n${choices}`,
			`Please answer with one of these:\n\n${choices}`,
			'Noted: Pickup',
		]);
		await live.sandbox.pact.idle();
		expect(await live.n8n.api.executions('pact-ask-and-wait')).toHaveLength(1);
	});
});
