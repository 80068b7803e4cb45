export const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

export const median = (values: readonly number[]): number => {
	const all = sorted(values);
	const middle = Math.floor(all.length / 2);
	return all.length % 2 === 1 ? all[middle]! : (all[middle - 1]! + all[middle]!) / 2;
};

/** The value that so many of a hundred do not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
	sorted(values)[Math.max(0, Math.ceil((values.length * share) / 100) - 1)]!;

/** The median of what one is of the other, measured by turns. */
export const ratio = (ours: readonly number[], theirs: readonly number[]): number =>
	median(ours.map((value, index) => value / theirs[index]!));
