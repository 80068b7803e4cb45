import { voipbin, conversation, messages, get, post } from './voipbin.ts';

beforeEach(() => {
	voipbin.version = '2022';
});

describe('the shapes', () => {
	it('are those of the tutorial', async () => {
		const { conversationId } = voipbin.customerWrites(conversation('line'), { text: 'привет' });
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
		const times = { tm_create: time, tm_update: time, tm_delete: '9999-01-01 00:00:00.000000' };
		const target = voipbin.state.conversations[0]!.peer.target;
		const participant = { type: 'line', name: '', detail: '' };
		expect((await get(`/conversations/${conversationId}`)).json).toEqual({
			id: conversationId,
			name: 'Ann Baker',
			detail: '',
			reference_type: 'line',
			reference_id: target,
			participants: [
				{ ...participant, target: '', target_name: 'me' },
				{ ...participant, target, target_name: 'Ann Baker' },
			],
			...times,
		});
		const message = { conversation_id: conversationId, reference_type: 'line', reference_id: target, medias: [] };
		const [received] = (await get(messages())).json.result;
		expect(received).toEqual({
			...message,
			id: expect.any(String),
			status: 'received',
			source_target: target,
			text: 'привет',
			...times,
		});
		const sent = (await post(messages(), { text: 'hi' })).json;
		expect(sent).toEqual({
			...message,
			id: expect.any(String),
			status: 'sent',
			source_target: '',
			text: 'hi',
			...times,
		});
	});

	it('know the setup', async () => {
		expect((await post('/conversations/setup', { reference_type: 'line' })).status).toBe(200);
		expect((await post('/conversations/setup', { reference_type: 'pigeon' })).status).toBe(400);
	});
});

describe('refusals', () => {
	it('are a mere message', async () => {
		const answer = await get('/conversations/1');
		expect(answer).toMatchObject({ status: 400, json: { message: expect.any(String) } });
		expect(Object.keys(answer.json)).toEqual(['message']);
		expect(answer.headers.has('x-request-id')).toBe(false);
	});
});
