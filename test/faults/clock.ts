import FakeTimers from '@sinonjs/fake-timers';

const BEAT_MS = 5;

/**
 * Has time pass so many times faster in this process: published rates span minutes. What only sockets know of, such as
 * the timeout of a request, stays real. The answer ends it.
 */
export function hurry(times: number): () => void {
	const clock = FakeTimers.install({
		now: Date.now(),
		toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'],
		shouldClearNativeTimers: true,
	});
	const beat = setInterval(() => clock.tick(BEAT_MS * times), BEAT_MS);
	return () => {
		clearInterval(beat);
		clock.uninstall();
	};
}
