import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

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

/** Renews a picture of the documentation when UPDATE_SCREENSHOTS=1 is set. */
export async function picture(page: Page, name: string): Promise<void> {
	if (process.env.UPDATE_SCREENSHOTS !== '1') return;
	const style = '.el-notification { display: none }';
	await page.screenshot({ path: path.join(IMAGES, `${name}.png`), animations: 'disabled', style });
}
