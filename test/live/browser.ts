import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { OWNER } from '../../playground/owner.ts';

const IMAGES = path.join(import.meta.dirname, '..', '..', 'docs', 'images');
const USUAL_PLACES = ['chromium', 'chromium-browser', 'google-chrome'].map((name) => `/usr/bin/${name}`);

/** A Chromium or Chrome that is installed here; playwright-core brings none. */
export const browserPath = [process.env.CHROME_PATH, ...USUAL_PLACES].find((file) => file && existsSync(file));

/** A headless browser with a fresh profile that reaches loopback only. */
export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: browserPath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
		],
	});
}

/** Signs the owner of an n8n in, as a person does. */
export async function signIn(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.fill('input[type=email]', OWNER.email);
	await page.fill('input[type=password]', OWNER.password);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/home/workflows');
}

/** Renews a picture of the documentation when UPDATE_SCREENSHOTS=1 is set. */
export async function picture(page: Page, name: string): Promise<void> {
	if (process.env.UPDATE_SCREENSHOTS !== '1') return;
	const style = '.el-notification { display: none }';
	await page.screenshot({ path: path.join(IMAGES, `${name}.png`), animations: 'disabled', style });
}
