import FakeTimers from '@sinonjs/fake-timers';

const BEAT_MS = 5;

/** What axios calls the end of a request that takes too long. */
const REQUEST_TIMEOUT = 'handleTimeout';

/**
 * Has time pass so many times faster in this process: published rates span minutes. The timeout of a request stays real,
 * as sockets are. The answer ends it.
 */
export function hurry(times: number): () => void {
	const { setTimeout: real } = globalThis;
	const clock = FakeTimers.install({
		now: Date.now(),
		toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'],
		shouldClearNativeTimers: true,
	});
	const { setTimeout: fast } = globalThis;
	const timer = (work: () => void, ...rest: unknown[]) =>
		Reflect.apply(work.name === REQUEST_TIMEOUT ? real : fast, undefined, [work, ...rest]);
	globalThis.setTimeout = Object.assign(timer, fast);
	const beat = setInterval(() => clock.tick(BEAT_MS * times), BEAT_MS);
	return () => {
		clearInterval(beat);
		clock.uninstall();
		globalThis.setTimeout = real;
	};
}
