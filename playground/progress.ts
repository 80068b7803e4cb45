/** Says what is being done, and how long it has taken, in one line. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
	const started = Date.now();
	const { stdout } = process;
	const show = (end = '') =>
		stdout.write(`${stdout.isTTY ? '\r' : ''}${what} … ${Math.round((Date.now() - started) / 1000)} s${end}`);
	if (stdout.isTTY) show();
	const ticking = stdout.isTTY && setInterval(show, 1000);
	try {
		return await work();
	} finally {
		if (ticking) clearInterval(ticking);
		show('\n');
	}
}
