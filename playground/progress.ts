/** Shows a line with the seconds gone by while `work` is under way. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
	const { stdout } = process;
	const began = Date.now();
	const line = () => `${title} … ${Math.round((Date.now() - began) / 1000)} s`;
	const ticking = stdout.isTTY && setInterval(() => stdout.write(`\r${line()}`), 1000);
	if (stdout.isTTY) stdout.write(`${title} …`);
	try {
		return await work();
	} finally {
		if (ticking) clearInterval(ticking);
		stdout.write(stdout.isTTY ? `\r${line()}\n` : `${line()}\n`);
	}
}
