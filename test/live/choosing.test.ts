import type { Browser, Locator, Page } from 'playwright-core';
import type { Operation } from '../../nodes/kit/operation.ts';
import { services as nodes } from '../../nodes/services.ts';
import { exampleWorkflow, services } from '../../playground/services.ts';
import { browserPath, launchBrowser, signIn } from './browser.ts';
import { answersOn } from './customer.ts';
import { useLive } from './live.ts';
import { addAction, addNode, leaveNode, openActions, Person } from './person.ts';
import { until } from './until.ts';

const PATIENCE_MS = 120_000;
const NAMES = { pact: 'Pact', voipbin: 'VoIPbin', nexora: 'Nexora' } as const;

type Name = keyof typeof NAMES;

(browserPath ? describe : describe.skip)('a person at the editor', () => {
	const live = useLive(services.pact);
	let browser: Browser;
	let page: Page;
	let person: Person;

	beforeAll(async () => {
		for (const name of ['voipbin', 'nexora'] as const)
			await live.n8n.api.createCredential(services[name].credential(live.sandbox.url));
		browser = await launchBrowser();
		page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
		page.setDefaultTimeout(PATIENCE_MS);
		person = new Person(page);
		await signIn(page, live.n8n.url);
	});

	afterAll(async () => await browser?.close());

	beforeEach(async () => {
		await page.goto(`${live.n8n.url}/workflow/new`);
		await person.byTestId('canvas-add-button').waitFor();
	});

	/** Opens the list of a field, types into its search, and takes the only row that is left. */
	async function choose(field: string, search: string, row: string) {
		await person.click(person.byTestId(`resource-locator-${field}`));
		const rows = person.byTestId('rlc-item').filter({ visible: true });
		await rows.first().waitFor();
		await person.type(search);
		await until('the one row', async () => (await rows.count()) === 1 && (await rows.first().innerText()) === row);
		await person.click(rows);
	}

	/** Clicks into an input and types, until n8n has saved it: a step executed sooner runs with what was there before. */
	async function enter(input: Locator, text: string) {
		const saved = page.waitForRequest((request) => {
			const data = request.url().includes('/rest/workflows') ? request.postData() : null;
			return data?.includes(text) === true;
		});
		await person.click(input);
		await person.type(text);
		await saved;
	}

	const input = (field: string) => person.byTestId(`parameter-input-${field}`).locator('textarea, input').first();

	it.each(Object.keys(NAMES) as Name[])('%s: the search finds the node, and each action once', async (name) => {
		const operations = Object.values(nodes[name].resources).flatMap((one) => Object.values<Operation>(one.operations));
		const offered = operations.map(({ action }) => action);
		const entries = await openActions(person, NAMES[name]);
		await page.getByText(`Actions (${offered.length})`).waitFor();
		// n8n draws a long list bit by bit
		await entries.getByText(offered.at(-1)!, { exact: true }).waitFor();
		const listed = (await entries.allInnerTexts()).filter((text) => !/ actions$/i.test(text));
		// in the order of the service, those of one API version too, behind the trigger's events
		expect(listed.slice(-offered.length)).toEqual(offered);
		expect(new Set(listed).size).toBe(listed.length);
	});

	it('company and conversation are found by typing their names', async () => {
		await addAction(person, 'Pact', 'Reply to a customer by messenger');
		await choose('companyId', 'sand', 'Sandbox Store (1)');
		await choose('conversationId', 'волков', 'Борис Волков · Telegram · +7 925 000-00-02');
		await enter(input('text'), 'Your order is on its way');
		await person.click(person.byTestId('node-execute-button'));
		await person.byTestId('output-panel').getByText('Your order is on its way').waitFor();
		const { pact } = live.sandbox;
		const boris = pact.state.conversations.find((conversation) => conversation.name === 'Борис Волков')!;
		expect(answersOn(pact.phone(boris.id))).toEqual(['Your order is on its way']);
	});

	it('a template is chosen by its words, and its placeholders are filled in', async () => {
		await addAction(person, 'Pact', 'Send a WhatsApp Business template');
		await enter(input('phone'), '+7 925 000-00-77');
		await choose('templateId', 'order', 'order_ready: Hello {{1}}, your order {{2}} is ready.');
		for (let count = 0; count < 2; count++) await person.click(page.getByText('Add Value'));
		const values = person.byTestId('ndv').getByPlaceholder('e.g. Ann');
		await enter(values.nth(0), 'Baker, Ann');
		await enter(values.nth(1), '1042');
		await person.click(person.byTestId('node-execute-button'));
		const filled = 'Hello Baker, Ann, your order 1042 is ready.';
		await person.byTestId('output-panel').getByText(filled).waitFor();
		const { pact } = live.sandbox;
		const begun = pact.state.conversations.find(({ phone }) => phone === '79250000077')!;
		expect(answersOn(pact.phone(begun.id))).toEqual([filled]);
	});

	it('a second workflow hears the same account in a test, and is told why it cannot be published', async () => {
		const { voipbin } = live.sandbox;
		const { api } = live.n8n;
		const [credential] = await api.credentials('voipbinApi');
		const first = await exampleWorkflow(services.voipbin.example, credential!);
		await api.createWorkflow(first);
		await api.publish(first.id);

		await addNode(person, 'canvas-add-button', 'VoIPbin', 'On incoming message');
		await person.click(person.byTestId('node-execute-button'));
		await page.getByText('Listening for test event').waitFor();
		const { conversationId } = voipbin.customerWrites(voipbin.state.conversations[0]!.id, { text: 'Hello?' });
		await person.byTestId('output-panel').getByText('Hello?').first().waitFor();
		const answer = await until('the answer of the first', () => answersOn(voipbin.phone(conversationId))[0]);
		expect(answer).toBe('You wrote: Hello?');
		await leaveNode(person);

		await person.click(person.byTestId('workflow-open-publish-modal-button'));
		await person.click(person.byTestId('workflow-publish-button'));
		const told = page.getByText(`already reports to another workflow of this n8n, '${first.name}'`);
		await told.first().waitFor();
		expect(await told.first().innerText()).toMatch(
			/unpublish that one, or switch on 'Replace Existing Webhook' under Options/,
		);
	});
});
