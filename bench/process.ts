import { readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks a second in which Linux counts. */
const TICKS = 100;

/** What a process has used so far, as Linux counts: CPU time in milliseconds, and resident memory in bytes at its highest. */
export function usageOf(pid: number): { cpuMs: number; peak: number } {
	// after the name, which may hold spaces
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return {
		cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS,
		peak: Number(/VmHWM:\s+(\d+)/.exec(status)![1]) * 1024,
	};
}

/** From now on the highest is that of what follows. */
export const forgetPeak = () => writeFileSync('/proc/self/clear_refs', '5');
