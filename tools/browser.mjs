import { existsSync } from 'node:fs';
import { show } from './process.mjs';

const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const find = () => [process.env.CHROME_PATH, ...places].find((path) => path && existsSync(path));

const mayInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** The path of a Chromium or Chrome; on Debian, as root, one is installed when there is none. */
export async function browser() {
	if (!find() && mayInstall()) {
		const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
		await show('apt-get', ['update', '-qq'], quiet);
		await show('apt-get', ['install', '-y', '-qq', 'chromium'], quiet);
	}
	return find();
}
