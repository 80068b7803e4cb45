import type { Browser, Page } from 'playwright-core';
import { OWNER } from '../../playground/owner.ts';
import { services } from '../../playground/services.ts';
import { browserPath, launchBrowser, picture } from './browser.ts';
import { useLive } from './live.ts';

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
		await page.locator('.contact').filter({ hasText: 'Ann Baker' }).click();
		await page.getByLabel('Message', { exact: true }).fill('Hello, is my order ready?');
		await page.keyboard.press('Enter');
		await page.locator('.message.business').getByText('You wrote: Hello, is my order ready?').waitFor();
		await picture(page, 'phone');
	});

	it('the owner signs in and opens the published example', async () => {
		await page.goto(`${live.n8n.url}/signin`);
		await page.fill('input[type=email]', OWNER.email);
		await page.fill('input[type=password]', OWNER.password);
		await page.keyboard.press('Enter');
		await page.waitForURL('**/home/workflows');

		await page.goto(`${live.n8n.url}/workflow/${pact.example}`);
		await byTestId('canvas-node').filter({ hasText: 'Pact Trigger' }).waitFor();
		await byTestId('canvas-node').filter({ hasText: 'Answer' }).waitFor();
		await byTestId('suggested-actions-close').click();
		await picture(page, 'workflow');
	});

	it('the owner adds a Pact node, fills it in and runs it', async () => {
		await page.goto(`${live.n8n.url}/workflow/new`);
		await byTestId('canvas-wrapper').waitFor();
		await page.keyboard.press('n');
		await byTestId('node-creator-search-bar').fill('Pact');
		await byTestId('item-iterator-item').getByText('Pact', { exact: true }).click();
		const actions = page.getByText(/^Actions \(/);
		const action = byTestId('item-iterator-item').getByText('Get many companies').first();
		await actions.waitFor();
		// n8n remembers whether the list was open, and opens it by itself when the workflow has a trigger
		if (!(await action.isVisible())) await actions.click();
		await action.click();

		await choose('resource', 'Conversation');
		await choose('operation', 'Get Many');
		await byTestId('resource-locator-companyId').click();
		await page.getByText('Sandbox Store').click();
		await byTestId('node-execute-button').click();

		await byTestId('output-panel').getByText('Ann Baker').first().waitFor();
		await page.locator('.el-notification__closeBtn').click();
		await picture(page, 'node');
	});
});
