import fc from 'fast-check';

/** Something that holds whatever happens. */
export interface Property {
	name: string;
	/** Throws with a counterexample; `factor` says how much longer than usual it looks for one. */
	check(seed: number, factor: number): Promise<void>;
}

/** Looks for a value for which the work throws. */
export async function holds<Value>(
	values: fc.Arbitrary<Value>,
	{ seed, numRuns }: { seed: number; numRuns: number },
	work: (value: Value) => Promise<void>,
): Promise<void> {
	// a smaller counterexample of a long story takes long to find
	await fc.assert(fc.asyncProperty(values, work), { seed, numRuns, endOnFailure: true });
}

/** Throws what is wrong, if it is. */
export function demand(right: boolean, problem: () => string): void {
	if (!right) throw new Error(problem());
}
