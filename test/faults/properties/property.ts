import fc from 'fast-check';

import { Subject, type SubjectName } from '../subjects.ts';

const LONGEST_EXAMPLE = 1000;

/** Something that holds whatever happens. */
export interface Property {
	name: string;
	/** Throws with a counterexample; `factor` says how much longer than usual it looks for one. */
	check(seed: number, factor: number): Promise<void>;
}

/** A property of a service: there is no value for which the work throws. */
export function property<Value>(
	name: SubjectName,
	holds: string,
	runs: number,
	prepare: (subject: Subject) => Promise<{ values: fc.Arbitrary<Value>; work: (value: Value) => Promise<void> }>,
): Property {
	return {
		name: `${name}: ${holds}`,
		async check(seed, factor) {
			const subject = await Subject.open(name);
			subject.refresh();
			try {
				const { values, work } = await prepare(subject);
				// a smaller counterexample of a long story takes long to find
				const options = { seed, numRuns: runs * factor, endOnFailure: true };
				const { failed, counterexample, errorInstance } = await fc.check(fc.asyncProperty(values, work), options);
				const about = () => fc.stringify(counterexample?.[0]).slice(0, LONGEST_EXAMPLE);
				if (failed) throw new Error(`${(errorInstance as Error).message}, after ${about()}`);
			} finally {
				await subject.close();
			}
		},
	};
}

/** Throws what is wrong, if it is. */
export function demand(right: boolean, problem: () => string): void {
	if (!right) throw new Error(problem());
}
