import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NodeRun, SavedCredential } from '../../playground/n8n-api.ts';
import { chosen, exampleWorkflow, services } from '../../playground/services.ts';
import { answersOn } from './customer.ts';
import { base, flow } from './flow.ts';
import { useLive } from './live.ts';
import { ScriptedModel, type Turn } from './model.ts';
import { until } from './until.ts';

const live = useLive(services.pact);
const pact = () => live.sandbox.pact;
const voipbin = () => live.sandbox.voipbin;
const nexora = () => live.sandbox.nexora;

const model = new ScriptedModel();
let credentials: SavedCredential[];

beforeAll(async () => {
	const openAi = { name: 'OpenAI', type: 'openAiApi', data: { apiKey: 'invented-key', url: await model.start() } };
	const others = [services.voipbin, services.nexora].map(({ credential }) => credential(live.sandbox.url));
	credentials = [live.credential];
	for (const credential of [...others, openAi]) credentials.push(await live.n8n.api.createCredential(credential));
});

afterAll(async () => await model.stop());

const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });
/** No test waits longer for a customer than it has to. */
const atOnce = { Collect: { silence: 1 } };

/** Imports an example with the credentials and what else a user has to choose; resolves to its id. */
async function imported(example: string, choices: Record<string, object> = {}, id = example): Promise<string> {
	const workflow = chosen(await exampleWorkflow(example, ...credentials), choices);
	await live.n8n.api.createWorkflow({ ...workflow, id });
	return id;
}

async function published(...given: Parameters<typeof imported>): Promise<string> {
	const id = await imported(...given);
	await live.n8n.api.publish(id);
	return id;
}

type Runs = Record<string, NodeRun[]>;

const itemsOf = (runs: Runs, node: string, output = 0) =>
	(runs[node] ?? []).flatMap(({ data }) => (data?.main?.[output] ?? []).map(({ json }) => json));

/** What the nodes of a workflow gave in each of its executions, newest first, once so many have ended well. */
async function ended(id: string, count: number): Promise<Runs[]> {
	const { api } = live.n8n;
	const found = await until(`${count} executions of ${id}`, async () => {
		const all = await api.executions(id);
		for (const { status, id: failed } of all) {
			if (['error', 'crashed'].includes(status)) {
				throw new Error(`An execution failed: ${(await api.execution(failed)).data.resultData.error?.message}`);
			}
		}
		return all.length >= count && all.every(({ status }) => status === 'success') && all;
	});
	expect(found).toHaveLength(count);
	return await Promise.all(found.map(async (execution) => (await api.execution(execution.id)).data.resultData.runData));
}

/** Executes a workflow from a trigger as a person in the editor does. */
async function run(id: string, trigger: string): Promise<Runs> {
	const { executionId } = await live.n8n.api.run(id, trigger);
	return await until(`the run of ${id}`, async () => {
		const { status, data } = await live.n8n.api.execution(executionId!);
		if (status === 'error') throw new Error(data.resultData.error?.message);
		return status === 'success' && data.resultData.runData;
	});
}

const onPhone = (conversationId: number) => answersOn(pact().phone(conversationId));

describe('Pact: office hours with hand-over', () => {
	const ivan = { channelId: 2, name: 'Ivan', phone: '79250000091' };
	const olga = { channelId: 2, name: 'Olga', phone: '79250000092' };
	const ANSWER = 'Thank you for writing! A colleague will be with you in a few minutes.';
	const AWAY = 'We are away until 9 in the morning, Monday to Friday, and will answer then.';

	/** The settings of the example with other hours. */
	async function hours(opens: number, closes: number) {
		const { nodes } = await exampleWorkflow('pact-office-hours');
		const { parameters } = nodes.find(({ name }) => name === 'Settings')!;
		const { assignments } = parameters.assignments as { assignments: Array<{ name: string }> };
		const values: Record<string, unknown> = { opens, closes, days: 'Mon Tue Wed Thu Fri Sat Sun' };
		const changed = assignments.map((one) => (one.name in values ? { ...one, value: values[one.name] } : one));
		return { ...atOnce, Settings: { assignments: { assignments: changed } } };
	}

	it('answers a burst once, and is quiet when a colleague has answered', async () => {
		const id = await published('pact-office-hours', await hours(0, 24));
		const { conversationId } = pact().customerWrites(ivan, { text: 'Hi' });
		pact().customerWrites(ivan, { text: 'are you there?' });
		await ended(id, 2);
		expect(onPhone(conversationId)).toEqual([ANSWER]);

		pact().customerWrites(ivan, { text: 'Hello?' });
		const [again] = await ended(id, 3);
		expect(itemsOf(again!, 'Answer')).toEqual([expect.objectContaining({ reason: 'alreadySent' })]);

		pact().addMessage({ conversationId, text: 'Olga here, how can I help?', income: false });
		pact().customerWrites(ivan, { text: 'I need a bag' });
		const [handed] = await ended(id, 4);
		expect(itemsOf(handed!, 'Collect')).toEqual([expect.objectContaining({ text: 'I need a bag' })]);
		expect(handed).not.toHaveProperty('Answer');
		expect(onPhone(conversationId)).toEqual([ANSWER, 'Olga here, how can I help?']);
		await live.n8n.api.unpublish(id);
	});

	it('says when somebody will be there', async () => {
		const id = await published('pact-office-hours', await hours(24, 24), 'pact-office-hours-away');
		const { conversationId } = pact().customerWrites(olga, { text: 'Hi' });
		await ended(id, 1);
		expect(onPhone(conversationId)).toEqual([AWAY]);
		await live.n8n.api.unpublish(id);
	});
});

describe('Pact: reminders from a table', () => {
	const template = () => pact().state.templates.find(({ name }) => name === 'order_ready')!;
	const table = { dataTableId: { __rl: true, mode: 'name', value: 'Reminders' } };

	/** What a person does in the table, beside the example. */
	async function inTable(name: string, parameters: object, rows: object[] = [{}]): Promise<Runs> {
		const { id } = await live.n8n.api.createWorkflow(
			flow(
				name,
				{ Start: base('manualTrigger'), Rows: base('dataTable', { resource: 'row', ...table, ...parameters }, 1.1) },
				[['Start', 'Rows']],
			),
		);
		await live.n8n.api.pin(id, { Start: rows.map((json) => ({ json })) });
		return await run(id, 'Start');
	}

	const report = async () =>
		itemsOf(await inTable('Read', { operation: 'get', returnAll: true }), 'Rows')
			.map(({ name, status, reason }) => [name, status, reason])
			.sort();

	const received = (phone: string) => {
		const { conversations } = pact().state;
		const conversation = conversations.find((one) => one.phone === phone && one.channelType === 'whatsapp_business');
		return conversation ? onPhone(conversation.id) : [];
	};

	/** A person writes into a row of the table. */
	const write = async (name: string, value: object) =>
		await inTable(`Write to ${name}`, {
			operation: 'update',
			matchType: 'allConditions',
			filters: { conditions: [{ keyName: 'name', condition: 'eq', keyValue: name }] },
			columns: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
		});

	it('reminds everybody once, and the table says who was not reached', async () => {
		const choices = { Remind: { templateId: byId(template().wabaId) } };
		const nowhere = { dataTableId: { __rl: true, mode: 'name', value: 'Nowhere' } };
		const id = await imported('pact-reminders', { ...choices, Reminded: nowhere });
		await run(id, 'Make the Table');
		await expect(run(id, 'Every Morning')).rejects.toThrow('Nowhere');
		await live.n8n.api.save(id, chosen(await exampleWorkflow('pact-reminders', ...credentials), choices));

		const columns = { mappingMode: 'autoMapInputData', value: null, matchingColumns: [], schema: [] };
		await inTable('Add', { operation: 'insert', columns }, [
			{ name: 'Bob', phone: '79990000404', order_number: '1043' },
			{ name: 'Eve', phone: 'unknown', order_number: '1044' },
		]);
		const afterwards = await run(id, 'Every Morning');
		expect(itemsOf(afterwards, 'Remind')[0]).toMatchObject({ reason: 'alreadySent' });
		const expected = [
			['Ann', 'reminded', ''],
			['Bob', 'not reached', 'The phone number is not registered in the messenger'],
			['Eve', 'not reached', expect.stringMatching(/^'Phone'/)],
		];
		expect(await report()).toEqual(expected);
		expect(received('79250000001')).toEqual(['Hello Ann, your order 1042 is ready.']);

		const nobody = await run(id, 'Every Morning');
		expect(itemsOf(nobody, 'Not Yet Reminded')).toEqual([]);

		await write('Bob', { phone: '+7 925 000-00-44', status: null });
		await run(id, 'Every Morning');
		expect(received('79250000044')).toEqual(['Hello Bob, your order 1043 is ready.']);
		expect((await report())[1]).toEqual(['Bob', 'reminded', '']);
		expect(received('79250000001')).toHaveLength(1);
	});
});

describe('VoIPbin: nobody is left waiting', () => {
	it('writes once to whoever waits, and to nobody else', async () => {
		const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
		const [waiting, served, late] = voipbin().state.conversations.map(({ id }) => id) as [string, string, string];
		const said = (conversationId: string, direction: 'incoming' | 'outgoing', minutes: number) =>
			voipbin().addMessage({ conversationId, direction, text: 'Hello', createdAt: minutesAgo(minutes) });
		said(waiting, 'incoming', 20);
		said(served, 'incoming', 20);
		said(served, 'outgoing', 19);
		said(late, 'incoming', 5);
		const id = await imported('voipbin-unanswered');
		await run(id, 'Every 10 Minutes');
		await run(id, 'Every 10 Minutes');
		await voipbin().idle();
		const sorry = [expect.stringMatching(/^Sorry for the wait!/)];
		expect([waiting, served, late].map((one) => answersOn(voipbin().phone(one)))).toEqual([sorry, ['Hello'], []]);
	});
});

describe('VoIPbin: AI agent with hand-over', () => {
	const kim = { type: 'line' as const, target: `U${'1'.repeat(32)}`, name: 'Kim' };

	it('answers a burst, hands over when asked to, and is quiet then', async () => {
		const [, colleague] = voipbin().state.agents;
		const long = Array.from({ length: 60 }, (_, index) => `We have bag number ${index + 1}.`).join(' ');
		const turns: Turn[] = [
			{ calls: [{ tool: 'Earlier_Messages', given: {} }] },
			{ text: long },
			{ calls: [{ tool: 'Hand_Over', given: { conversationId: 'another' } }] },
			{ text: 'A colleague will answer here.' },
		];
		model.script = () => turns.shift()!;
		const id = await published('voipbin-ai-agent', {
			...atOnce,
			'Hand Over': { updateFields: { ownerId: colleague!.id } },
		});
		const { conversationId } = voipbin().customerWrites(kim, { text: 'Hi' });
		voipbin().customerWrites(kim, { text: 'Which bags do you have?' });
		const received = () => answersOn(voipbin().phone(conversationId));
		await ended(id, 2);
		expect(model.told[0]!.prompt).toBe('Hi\nWhich bags do you have?');
		expect([...model.told[0]!.tools].sort()).toEqual(['Earlier_Messages', 'Hand_Over']);
		expect(model.told[1]!.results[0]).toContain('Which bags do you have?');
		expect(received()).toHaveLength(2);
		expect(received().join(' ')).toBe(long);

		voipbin().customerWrites(kim, { text: 'I want to talk to a person' });
		await ended(id, 3);
		expect(received().slice(2)).toEqual(['A colleague will answer here.']);
		expect(voipbin().state.conversations.find((one) => one.id === conversationId)).toMatchObject({
			ownerId: colleague!.id,
		});

		voipbin().customerWrites(kim, { text: 'Thank you' });
		await ended(id, 4);
		expect(model.told).toHaveLength(4);
		expect(received()).toHaveLength(3);
		await live.n8n.api.unpublish(id);
	});
});

describe('Pact: assign by keyword', () => {
	it('gives a conversation to whom its words belong, and tells the customer', async () => {
		const id = await published('pact-assign-by-keyword');
		const writes = (name: string, text: string) =>
			pact().customerWrites({ channelId: 2, name, phone: `7925000008${name.length}` }, { text }).conversationId;
		const [invoice, courier, other] = [
			writes('Ann', 'There is a mistake in my invoice'),
			writes('Olga', 'Где мой курьер?'),
			writes('Maria', 'Hi'),
		];
		await ended(id, 3);
		const assigned = (conversationId: number) =>
			pact().state.conversations.find((one) => one.id === conversationId)!.assigneeId;
		expect([invoice, courier, other].map(assigned)).toEqual([1001, 1002, null]);
		const told = ['Thank you! The right colleague will answer you here.'];
		expect([invoice, courier, other].map(onPhone)).toEqual([told, told, []]);
		await live.n8n.api.unpublish(id);
	});
});

describe('Pact and Nexora: a bridge', () => {
	it('keeps what customers write in Nexora, and sends what is written there', async () => {
		nexora().limits = false;
		const id = await published('pact-nexora-bridge', { Room: { botId: byId(nexora().state.bots[0]!.id) } });
		const max = { channelId: 2, name: 'Max', phone: '79250000071' };
		const { conversationId } = pact().customerWrites(max, { text: 'Do you have sand?' });
		await ended(id, 1);
		const room = nexora().state.conversations.find((one) => one.room === `pact-1-${conversationId}`)!;
		expect(room).toMatchObject({ sender: 'Max 79250000071', integrationType: 'pact' });

		nexora().addMessage({ conversationId: room.id, message: { text: 'Ten tons', type: 'text' }, role: 'CS' });
		// Nexora Trigger looks once a minute
		await until('the answer', () => onPhone(conversationId).length === 1);
		const photo = { fileName: 'bag.png', mimeType: 'image/png', content: 'a bag' };
		pact().customerWrites(max, { text: 'One will do', attachments: [photo] });
		await ended(id, 3);
		expect(onPhone(conversationId)).toEqual(['Ten tons']);
		const kept = nexora().phone(room.id);
		expect(kept.map(({ from, text }) => [from, text])).toEqual([
			['customer', 'Do you have sand?'],
			['business', 'Ten tons'],
			['customer', expect.stringMatching(/^One will do\nhttp:\S+$/)],
		]);
		await live.n8n.api.unpublish(id);
	});
});

describe('Pact: files to a folder', () => {
	it('writes each file once, and nowhere else', async () => {
		const folder = path.join(live.userFolder, '.n8n-files', 'customers');
		await mkdir(folder, { recursive: true });
		const { nodes } = await exampleWorkflow('pact-files-to-folder');
		const { fileName } = nodes.find(({ name }) => name === 'Save')!.parameters as { fileName: string };
		const id = await published('pact-files-to-folder', {
			Save: { fileName: fileName.replace('/home/node/.n8n-files', folder) },
		});
		const attachments = [
			{ fileName: 'счёт 7.pdf', mimeType: 'application/pdf', content: 'an invoice' },
			{ fileName: '../../../photo.png', mimeType: 'image/png', content: 'a photo' },
		];
		const ann = pact().state.conversations[0]!;
		const { id: message } = pact().customerWrites(ann.id, { text: 'Here', attachments });
		pact().customerWrites(ann.id, { text: 'Did you get them?' });
		await ended(id, 2);
		const files = (await readdir(folder)).sort();
		const contents = await Promise.all(files.map(async (file) => await readFile(path.join(folder, file), 'utf8')));
		expect(contents).toEqual(['an invoice', 'a photo']);
		expect(files).toEqual([
			`${ann.id}-${message}-1-счёт_7.pdf`,
			expect.stringMatching(`^${ann.id}-${message}-2-.*photo.png$`),
		]);
		await live.n8n.api.unpublish(id);
	});
});
