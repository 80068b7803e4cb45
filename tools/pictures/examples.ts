// `npm run pictures [example …]`: renews the pictures of docs/examples.md, taken in the editor of a real n8n.
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { SavedCredential } from '../../playground/n8n-api.ts';
import { startN8n } from '../../playground/n8n.ts';
import { OWNER } from '../../playground/owner.ts';
import { packedPackage } from '../../playground/package.ts';
import { freePort } from '../../playground/ports.ts';
import { chosen, exampleWorkflow, services } from '../../playground/services.ts';
import { startSandbox } from '../../sandbox/sandbox.ts';
import { launchBrowser, signIn } from '../../test/live/browser.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const IMAGES = path.join(ROOT, 'docs', 'images', 'examples');
/** Pixels around the nodes; their names stand below them, and the way to a next node on their right. */
const MARGIN = { left: 20, top: 16, right: 44, bottom: 64 };

const all = globSync('examples/*.json', { cwd: ROOT }).map((file) => path.basename(file, '.json'));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;

/** What stands over the canvas. */
const OVER = '.vue-flow__panel, [class*="_executionButtons_"]';

const choice = (value: string) => ({ __rl: true, mode: 'id', value });

/** What a user chooses besides credentials, so that no node says that something is missing. */
const CHOICES = {
	Remind: { templateId: choice('order_ready') },
	Room: { botId: choice('5a4db0c5-0000-4000-8000-000000000001') },
};

/** Where the nodes and notes of the canvas are, with a margin. */
async function frameOf(page: Page) {
	const nodes = await page.locator('.vue-flow__node').all();
	const boxes = (await Promise.all(nodes.map(async (node) => await node.boundingBox()))).filter((box) => box !== null);
	const x = Math.min(...boxes.map((box) => box.x)) - MARGIN.left;
	const y = Math.min(...boxes.map((box) => box.y)) - MARGIN.top;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN.right;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN.bottom;
	return { x, y, width: right - x, height: bottom - y };
}

async function take(page: Page, url: string, example: string, nodes: number) {
	await page.goto(`${url}/workflow/${example}`);
	await page
		.locator('.vue-flow__node')
		.nth(nodes - 1)
		.waitFor();
	await page.addStyleTag({ content: `${OVER} { visibility: hidden !important; }` });
	await page.locator('.vue-flow__pane').click({ position: { x: 5, y: 5 } });
	await page.keyboard.press('1');
	let clip = await frameOf(page);
	for (let before = ''; before !== JSON.stringify(clip); clip = await frameOf(page)) {
		before = JSON.stringify(clip);
		await page.waitForTimeout(300);
	}
	await page.screenshot({ path: path.join(IMAGES, `${example}.png`), clip, animations: 'disabled' });
}

const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-pictures-'));
const sandbox = await startSandbox();
const n8n = await startN8n({ userFolder, port: await freePort(), packageTarball: await packedPackage() });
const browser = await launchBrowser();
try {
	await mkdir(IMAGES, { recursive: true });
	const { api } = n8n;
	await api.signIn(OWNER);
	const openAi = { name: 'OpenAI', type: 'openAiApi', data: { apiKey: 'invented-key' } };
	const credentials: SavedCredential[] = [await api.createCredential(openAi)];
	for (const { credential } of Object.values(services))
		credentials.push(await api.createCredential(credential(sandbox.url)));

	const page = await browser.newPage({ viewport: { width: 1640, height: 900 } });
	await signIn(page, n8n.url);
	for (const example of wanted) {
		const workflow = chosen(await exampleWorkflow(example, ...credentials), CHOICES);
		await api.createWorkflow(workflow);
		await take(page, n8n.url, example, workflow.nodes.length);
		console.log(`docs/images/examples/${example}.png`);
	}
} finally {
	await browser.close();
	await n8n.stop();
	await sandbox.close();
	await rm(userFolder, { recursive: true });
}
