import { services } from '../../playground/services.ts';
import { answersOn } from './customer.ts';
import { flow, type Link, ours } from './flow.ts';
import { useLive } from './live.ts';
import { McpClient } from './mcp.ts';

const live = useLive(services.voipbin);
const service = () => live.sandbox.voipbin;
const received = (conversationId: string) => answersOn(service().phone(conversationId));

/** What a model may choose. */
const chosen = (key: string, description: string) => `={{ $fromAI('${key}', '${description}') }}`;

const tool = (parameters: object) => ours('voipbinTool', live.credential, { resource: 'message', ...parameters });

const conversation = (value: string) => ({ __rl: true, mode: 'id', value });

describe('tools of an MCP server', () => {
	let ann: string;
	let other: string;
	let client: McpClient;

	beforeAll(async () => {
		[ann, other] = ['ann', 'other'].map(
			(name) =>
				service().addConversation({ type: 'line', peer: { target: `U${name.padEnd(32, '0')}`, targetName: name } }).id,
		) as [string, string];
		const text = chosen('text', 'What to write to the manager');
		const tools = {
			Tell: tool({ operation: 'send', conversationId: conversation(ann), text }),
			Once: tool({
				operation: 'send',
				conversationId: conversation(ann),
				text,
				options: { sendOnceKey: chosen('order', 'The number of the order') },
			}),
			History: tool({ operation: 'getAll', conversationId: conversation(ann) }),
			Nowhere: tool({
				operation: 'send',
				conversationId: conversation('00000000-0000-4000-8000-000000000000'),
				text,
			}),
			Nobody: tool({ operation: 'send', conversationId: conversation(''), text }),
		};
		const workflow = flow(
			'mcp server',
			{
				Server: {
					type: '@n8n/n8n-nodes-langchain.mcpTrigger',
					typeVersion: 2,
					parameters: { path: 'manager' },
					webhookId: 'manager',
				},
				...tools,
			},
			Object.keys(tools).map((name): Link => [name, 'Server', 0, 'ai_tool']),
		);
		const { id } = await live.n8n.api.createWorkflow(workflow);
		await live.n8n.api.publish(id);
		client = await McpClient.connect(`${live.n8n.url}/mcp/manager`);
	});

	it('are listed with nothing but what the builder has left to the model', async () => {
		const tools = new Map((await client.tools()).map((one) => [one.name, one]));
		expect([...tools.keys()].sort()).toEqual(['History', 'Nobody', 'Nowhere', 'Once', 'Tell']);
		expect(tools.get('Tell')).toMatchObject({
			description: expect.stringContaining('Reply to a customer by chat or SMS in VoIPbin'),
			inputSchema: {
				properties: { text: { type: 'string', description: 'What to write to the manager' } },
				required: ['text'],
			},
		});
		const fields = [...tools.values()].map(({ name, inputSchema }) => [name, Object.keys(inputSchema.properties)]);
		expect(Object.fromEntries(fields)).toEqual({
			Tell: ['text'],
			Once: ['text', 'order'],
			History: [],
			Nowhere: ['text'],
			Nobody: ['text'],
		});
	});

	it('write to whom the builder has chosen, whatever is invented', async () => {
		const invented = { text: 'For you', conversationId: other, resource: 'account', operation: 'delete' };
		const { text, isError } = await client.call('Tell', invented);
		expect(isError).toBe(false);
		expect(JSON.parse(text)).toMatchObject([{ conversationId: ann, text: 'For you' }]);
		expect(received(ann)).toEqual(['For you']);
		expect(received(other)).toEqual([]);
	});

	it('send once what is called twice with one key, one after the other and at the same time', async () => {
		const before = received(ann).length;
		const call = async (order: string) => (await client.call('Once', { text: `Order ${order} is ready`, order })).text;
		expect(await call('A1')).toContain('Order A1 is ready');
		expect(await call('A1')).toContain('alreadySent');
		const both = await Promise.all([call('B2'), call('B2')]);
		expect(both.filter((text) => text.includes('alreadySent'))).toHaveLength(1);
		expect(received(ann).slice(before)).toEqual(['Order A1 is ready', 'Order B2 is ready']);
	});

	it('give ten messages, if the builder says nothing else', async () => {
		for (let count = 0; count < 12; count++)
			service().addMessage({ conversationId: ann, direction: 'incoming', text: 'So' });
		expect(JSON.parse((await client.call('History', {})).text)).toHaveLength(10);
	});

	it('say what is wrong and what to do', async () => {
		expect((await client.call('Nowhere', { text: 'Hello' })).text).toMatch(
			/VoIPbin did not find Conversation '0{8}.*Check 'Conversation'/,
		);
		expect((await client.call('Nobody', { text: 'Hello' })).text).toMatch(/'Conversation' is empty.*Choose one/);
	});
});
