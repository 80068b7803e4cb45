import type { Browser, Page } from 'playwright-core';
import type { Workflow } from '../../playground/n8n-api.ts';
import { exampleWorkflow, services } from '../../playground/services.ts';
import { browserPath, launchBrowser, picture, signIn } from './browser.ts';
import { answersOn } from './customer.ts';
import { useLive } from './live.ts';
import { openActions, Person } from './person.ts';
import { until } from './until.ts';

const { pact } = services;

const PATIENCE_MS = 120_000;

if (!browserPath)
	process.stdout.write('Not run: the editor in a browser. CHROME_PATH may name a Chromium or Chrome.\n');

(browserPath ? describe : describe.skip)('in a browser', () => {
	const live = useLive(pact);
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		await live.publishExample();
		browser = await launchBrowser();
		page = await browser.newPage({ viewport: { width: 1440, height: 810 } });
		page.setDefaultTimeout(PATIENCE_MS);
	});

	afterAll(async () => await browser?.close());

	const byTestId = (id: string) => page.locator(`[data-test-id="${id}"]`);

	async function choose(parameter: string, option: string) {
		await byTestId(`parameter-input-${parameter}`).click();
		await page.getByRole('option').getByText(option, { exact: true }).click();
	}

	it('a customer writes on the phone and reads the answer', async () => {
		await page.goto(live.sandbox.url);
		await page.getByLabel('Find a customer').fill('+7 925 000-00-01');
		await expect(page.locator('.contact').allInnerTexts()).resolves.toEqual([expect.stringContaining('Ann Baker')]);
		await page.locator('.contact').filter({ hasText: 'Ann Baker' }).click();
		await page.getByLabel('Find a customer').fill('');
		await page.getByLabel('Message', { exact: true }).fill('Hello, is my order ready?');
		await page.keyboard.press('Enter');
		await page.locator('.message.business').getByText('You wrote: Hello, is my order ready?').waitFor();
		await picture(page, 'phone');
	});

	it('what is broken by a click on the phones page strikes one message, and the page says what it meant', async () => {
		const write = async (text: string) => {
			await page.getByLabel('Message', { exact: true }).fill(text);
			await page.keyboard.press('Enter');
		};
		await page.getByRole('button', { name: 'Loses the answer' }).click();
		await page.getByText('Pact delivers the next message, but n8n never hears of it').waitFor();
		await write('And my invoice?');
		await page.locator('.message.business').getByText('You wrote: And my invoice?').waitFor();
		await page.getByText('Pact delivered a message and lost its answer').waitFor();
		const failed = await until('the execution that is not certain', async () => {
			const executions = await live.n8n.api.executions(pact.example);
			return executions.find(({ status }) => status === 'error');
		});
		const { data } = await live.n8n.api.execution(failed.id);
		expect(data.resultData.error?.message).toMatch(/^The connection to .* was lost/);

		await page.getByRole('button', { name: 'Refuses' }).click();
		await write('Hello?');
		await page.getByText('Pact refused a message').waitFor();
		await write('Anybody there?');
		await page.locator('.message.business').getByText('You wrote: Anybody there?').waitFor();
		const answers = await page.locator('.message.business .text').allInnerTexts();
		expect(answers).toEqual([
			'You wrote: Hello, is my order ready?',
			'You wrote: And my invoice?',
			'You wrote: Anybody there?',
		]);
	});

	it('the owner signs in and opens the published example', async () => {
		await signIn(page, live.n8n.url);

		await page.goto(`${live.n8n.url}/workflow/${pact.example}`);
		await byTestId('canvas-node').filter({ hasText: 'Pact Trigger' }).waitFor();
		await byTestId('canvas-node').filter({ hasText: 'Answer' }).waitFor();
		await byTestId('suggested-actions-close').click();
		await picture(page, 'workflow');
	});

	it('the owner adds a Pact node, fills it in and runs it', async () => {
		await page.goto(`${live.n8n.url}/workflow/new`);
		const actions = await openActions(new Person(page), 'Pact');
		await actions.getByText('Get many messages').scrollIntoViewIfNeeded();
		await picture(page, 'actions');
		await actions.getByText('Get many companies').click();

		await choose('resource', 'Conversation');
		await choose('operation', 'Get Many');
		await byTestId('resource-locator-companyId').click();
		await page.getByText('Sandbox Store').click();
		await byTestId('node-execute-button').click();

		await byTestId('output-panel').getByText('Ann Baker').first().waitFor();
		await page.locator('.el-notification__closeBtn').click();
		await picture(page, 'node');
	});

	it('the example answers on another service after its nodes were swapped, its expressions untouched', async () => {
		const { api } = live.n8n;
		const { voipbin } = live.sandbox;
		const { id, name, type } = await api.createCredential(services.voipbin.credential(live.sandbox.url));
		const example = JSON.stringify(await exampleWorkflow(pact.example));
		const swapped: Workflow = JSON.parse(example.replaceAll('.pact', '.voipbin').replaceAll('Pact', 'VoIPbin'));
		const nodes = swapped.nodes.map((node) =>
			node.type.includes('.voipbin') ? { ...node, credentials: { [type]: { id, name } } } : node,
		);
		await api.createWorkflow({ ...swapped, id: 'swapped', nodes });

		await page.goto(`${live.n8n.url}/workflow/swapped`);
		await byTestId('execute-workflow-button').click();
		await until('the trigger to listen', () => voipbin.state.customer.webhookUri !== '');
		const { conversationId } = voipbin.customerWrites(voipbin.state.conversations[0]!.id, { text: 'Are you open?' });
		const [answer] = await until('the answer', () => {
			const answers = answersOn(voipbin.phone(conversationId));
			return answers.length > 0 && answers;
		});
		expect(answer).toBe('You wrote: Are you open?');

		await byTestId('canvas-node').filter({ hasText: 'Answer' }).dblclick();
		await byTestId('output-panel').getByText('You wrote: Are you open?').waitFor();
		await picture(page, 'swap');
	});
});
