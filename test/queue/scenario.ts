import type { House } from './house/house.ts';
import type { Random } from './random.ts';
import type { Row } from './row.ts';
import type { Size } from './size.ts';

export interface Circumstances {
	house: House;
	size: Size;
	random: Random;
}

/** A promise of the package and how it is put to the test; the scenario stops whatever it has published. */
export interface Scenario {
	/** For `--only`. */
	key: string;
	/** The promise, in a plain sentence. */
	name: string;
	/** Whether it takes several processes to break it. */
	queueModeOnly?: boolean;
	run(circumstances: Circumstances): Promise<Row[]>;
}
