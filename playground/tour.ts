// `npm run tour`: from an empty n8n to an answered customer, as a user does it; leaves its pictures in docs/tour/.
import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startSandbox } from '../sandbox/sandbox.ts';
import { browserPath, launchBrowser, signIn } from '../test/live/browser.ts';
import { until } from '../test/live/until.ts';
import { startN8n } from './n8n.ts';
import { OWNER } from './owner.ts';
import { packedPackage } from './package.ts';
import { freePort } from './ports.ts';
import { step } from './progress.ts';
import { startRegistry } from './registry.ts';
import { exampleWorkflow, services } from './services.ts';

const PICTURES = path.join(import.meta.dirname, '../docs/tour');
const PATIENCE_MS = 120_000;
const QUESTION = 'Hello, is my order ready?';

if (!browserPath) {
	console.error('There is no Chromium or Chrome here; CHROME_PATH may name one.');
	process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

rmSync(PICTURES, { recursive: true, force: true });
mkdirSync(PICTURES, { recursive: true });

const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-tour-'));
const tarball = await step('Packing the nodes', packedPackage);
const registry = await startRegistry(tarball, path.join(userFolder, 'bin'));
const sandbox = await startSandbox();
const n8n = await step('Starting n8n', async () => startN8n({ userFolder, port: await freePort(), env: registry.env }));
await n8n.api.signIn(OWNER);
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
page.setDefaultTimeout(PATIENCE_MS);

const byTestId = (id: string) => page.locator(`[data-test-id="${id}"]`);
let pictures = 0;
const picture = async (name: string) => {
	const file = `${++pictures}-${name}.png`;
	await page.screenshot({ path: path.join(PICTURES, file), animations: 'disabled' });
	console.log(`  ${file}`);
};
const choose = async (parameter: string, option: string) => {
	await byTestId(`parameter-input-${parameter}`).click();
	await page.getByRole('option').getByText(option, { exact: true }).click();
};

try {
	await signIn(page, n8n.url);

	await page.goto(`${n8n.url}/settings/community-nodes`);
	await page.getByRole('button', { name: 'Install a community node' }).click();
	await page.getByPlaceholder('e.g. n8n-nodes-chatwork').fill('n8n-nodes-conversations');
	await page.locator('.el-checkbox, [role=checkbox]').first().click();
	await picture('install');
	await byTestId('install-community-package-button').click();
	await page.getByText('Install community nodes').waitFor({ state: 'hidden' });
	await byTestId('community-package-card').getByText('6 nodes').waitFor();
	await picture('installed');

	await page.goto(`${n8n.url}/workflow/new`);
	await byTestId('canvas-wrapper').waitFor();
	await page.keyboard.press('n');
	await byTestId('node-creator-search-bar').fill('Pact');
	await byTestId('item-iterator-item').getByText('Pact', { exact: true }).click();
	await page.getByText(/^Actions \(/).waitFor();
	const action = byTestId('item-iterator-item').getByText('Get many companies');
	// n8n remembers whether the list was open
	if (!(await action.isVisible())) await page.getByText(/^Actions \(/).click();
	await picture('actions');
	await action.click();

	const { data } = services.pact.credential(sandbox.url);
	await page.getByRole('button', { name: 'Connect to Pact' }).click();
	const credential = byTestId('editCredential-modal');
	await credential.locator('[data-test-id="parameter-input-apiToken"] input').fill(String(data.apiToken));
	await credential.locator('[data-test-id="parameter-input-baseUrl"] input').fill(String(data.baseUrl));
	await byTestId('credential-save-button').click();
	// n8n tests it, closes it when it is good, and tests it again when it is opened
	await credential.waitFor({ state: 'hidden' });
	await byTestId('credential-edit-button').click();
	await credential.getByText('Connection tested successfully').waitFor();
	await picture('credential');
	// which closes the node too
	await page.keyboard.press('Escape');
	await credential.waitFor({ state: 'hidden' });
	await byTestId('canvas-node').filter({ hasText: 'Get many companies' }).dblclick();

	await choose('resource', 'Conversation');
	await choose('operation', 'Get Many');
	await byTestId('resource-locator-companyId').click();
	await page.getByText('Sandbox Store').click();
	await byTestId('node-execute-button').click();
	await byTestId('output-panel').getByText('Ann Baker').first().waitFor();
	await picture('action');

	const [saved] = await n8n.api.credentials('pactApi');
	await n8n.api.createWorkflow(await exampleWorkflow(services.pact.example, saved!));
	await page.goto(`${n8n.url}/workflow/${services.pact.example}`);
	await byTestId('canvas-node').filter({ hasText: 'Answer' }).waitFor();
	await byTestId('workflow-open-publish-modal-button').click();
	await byTestId('workflow-publish-button').click();
	await until('the workflow to be published', async () => (await n8n.api.workflow(services.pact.example)).active);
	await n8n.api.settledPublication(services.pact.example);
	await page.getByRole('button', { name: 'Got it' }).click();
	await picture('published');

	await page.goto(sandbox.url);
	await page.locator('.contact').filter({ hasText: 'Ann Baker' }).click();
	await page.getByLabel('Message', { exact: true }).fill(QUESTION);
	await page.keyboard.press('Enter');
	await page.locator('.message.business').getByText(`You wrote: ${QUESTION}`).waitFor();
	await picture('phone');

	await page.goto(`${n8n.url}/workflow/${services.pact.example}/executions`);
	await page.getByText('Succeeded').first().waitFor();
	await picture('execution');
} finally {
	await browser.close();
	await n8n.stop();
	await sandbox.close();
	registry.close();
	await rm(userFolder, { recursive: true, force: true });
}
