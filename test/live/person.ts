import type { Locator, Page } from 'playwright-core';

/** Somebody at n8n's editor, whose clicks and keys are counted. */
export class Person {
	readonly page: Page;
	clicks = 0;
	keys = 0;

	constructor(page: Page) {
		this.page = page;
	}

	byTestId(id: string): Locator {
		return this.page.locator(`[data-test-id="${id}"]`);
	}

	async click(target: Locator): Promise<void> {
		await target.click();
		this.clicks++;
	}

	/** Types where the cursor is. */
	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text);
		this.keys += text.length;
	}

	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
		this.keys++;
	}

	/** Clicks into a field and enters what was copied elsewhere, by Ctrl and V. */
	async paste(target: Locator, text: string): Promise<void> {
		await this.click(target);
		await target.fill(text);
		this.keys += 2;
	}
}

/** What somebody looks for in the editor to answer messages with the nodes of a service. */
export interface Answering {
	/** What is typed into the search for nodes, which is the name of the node. */
	node: string;
	/** The trigger and the action in the list of what the node can do. */
	event: string;
	action: string;
	/** The field of the credential for the secret, and the secret. */
	secret: [field: string, value: string];
	/** The Base URL of the credential: nobody has to touch it but where the service is a played one. */
	baseUrl: string;
	/** What the second node must be told. */
	fill(person: Person): Promise<void>;
	/** Called where something is to be seen. */
	seen(what: 'credential' | 'reply' | 'workflow'): Promise<void>;
}

/** Makes a workflow that answers every message, from an empty canvas to its publication. */
export async function publishAnswer(person: Person, answering: Answering): Promise<void> {
	const { node, event, action, secret, baseUrl, fill, seen } = answering;
	const { page } = person;
	await addNode(person, 'canvas-add-button', node, event);

	await person.click(page.getByText(`Connect to ${node}`));
	const field = (name: string) => person.byTestId(`parameter-input-${name}`).locator('input');
	await field(secret[0]).waitFor();
	await seen('credential');
	await field('baseUrl').fill(baseUrl);
	await person.paste(field(secret[0]), secret[1]);
	await person.click(person.byTestId('credential-save-button'));
	// n8n closes the dialog when its test has succeeded; on a busy machine that may fail though the credential is right
	const dialog = person.byTestId('credential-edit-dialog');
	const failed = dialog.getByText(/Couldn.t connect with these settings/);
	await Promise.race([dialog.waitFor({ state: 'hidden' }), failed.waitFor()]);
	if (await failed.isVisible()) await page.keyboard.press('Escape');
	await dialog.waitFor({ state: 'hidden' });
	await leaveNode(person);

	await addNode(person, 'canvas-handle-plus', node, action);
	await fill(person);
	await seen('reply');
	await leaveNode(person);
	await person.byTestId('canvas-node').nth(1).waitFor();
	await seen('workflow');

	await person.click(person.byTestId('workflow-open-publish-modal-button'));
	await person.click(person.byTestId('workflow-publish-button'));
	await page.getByText('Workflow published').waitFor();
}

/** Finds a node by its name; resolves to the entries of what it can do. */
async function findNode(person: Person, plus: string, node: string): Promise<Locator> {
	await person.click(person.byTestId(plus).first());
	await person.byTestId('node-creator-search-bar').waitFor();
	await person.type(node.toLowerCase());
	const entries = person.byTestId('item-iterator-item');
	await person.click(entries.getByText(node, { exact: true }).first());
	return entries;
}

/** Finds a node on an empty canvas and unfolds its actions, where n8n shows the triggers first; resolves to all entries. */
export async function openActions(person: Person, node: string): Promise<Locator> {
	const entries = await findNode(person, 'canvas-add-button', node);
	const actions = person.page.getByText(/^Actions \(/);
	await actions.waitFor();
	const folded = person.page.locator('[data-category-collapsed="true"]').filter({ has: actions });
	if (await folded.isVisible()) await person.click(actions);
	return entries;
}

/** Puts a trigger or an action of a node onto the canvas, which is open then. */
export async function addNode(person: Person, plus: string, node: string, what: string): Promise<void> {
	await take(person, await findNode(person, plus, node), what);
}

/** Puts an action of a node onto an empty canvas, behind the trigger that n8n adds; it is open then. */
export async function addAction(person: Person, node: string, what: string): Promise<void> {
	await take(person, await openActions(person, node), what);
}

async function take(person: Person, entries: Locator, what: string): Promise<void> {
	await person.click(entries.getByText(what, { exact: true }));
	await person.byTestId('ndv').waitFor();
}

export async function leaveNode(person: Person): Promise<void> {
	await person.click(person.byTestId('ndv-close-button'));
	await person.byTestId('ndv').waitFor({ state: 'hidden' });
}
