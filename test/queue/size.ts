interface Broadcast {
	messages: number;
	kills: number;
}

/** How much is sent. */
export interface Size {
	/** Deliveries of the first scenario, to one process and to several. */
	deliveries: { alone: number; shared: number };
	/** Deliveries around a kill or a restart. */
	struck: number;
	/** Seconds until the last kind of repeat. */
	laterSeconds: number;
	/** Messages sent by each service. */
	sends: number;
	/** Executions that need a session at once. */
	sessions: number;
	/** How often a workflow is published again under traffic. */
	republished: number;
	/** Messages of a broadcast and how often n8n is killed in it, for one process and for several. */
	broadcast: { alone: Broadcast; shared: Broadcast };
	/** Customers who are asked at once. */
	asks: number;
	/** How long after the beginning of an activation n8n is killed, in milliseconds. */
	killedAfterMs: number[];
}

export const SIZES: Record<string, Size> = {
	small: {
		deliveries: { alone: 160, shared: 160 },
		struck: 80,
		laterSeconds: 5,
		sends: 15,
		sessions: 6,
		republished: 4,
		broadcast: { alone: { messages: 150, kills: 3 }, shared: { messages: 150, kills: 2 } },
		asks: 24,
		killedAfterMs: [60],
	},
	full: {
		deliveries: { alone: 500, shared: 5000 },
		struck: 150,
		laterSeconds: 60,
		sends: 50,
		sessions: 10,
		republished: 6,
		broadcast: { alone: { messages: 3000, kills: 20 }, shared: { messages: 1000, kills: 5 } },
		asks: 200,
		killedAfterMs: [15, 80, 400],
	},
};
