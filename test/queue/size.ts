interface Broadcast {
	messages: number;
	kills: number;
}

interface Outage {
	seconds: number;
	bursts: number;
	/** Until a service repeats a webhook. */
	repeatSeconds: number;
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
	/** Bursts of messages, and the customers who write them; `usualWay`: whether the usual way is measured beside. */
	bursts: { count: number; customers: number; usualWay: boolean };
	/** Seconds for which n8n is not there, and the bursts of that time, for one process and for several. */
	outage: { alone: Outage; shared: Outage };
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
		bursts: { count: 30, customers: 15, usualWay: false },
		outage: {
			alone: { seconds: 8, bursts: 15, repeatSeconds: 1 },
			shared: { seconds: 8, bursts: 15, repeatSeconds: 1 },
		},
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
		bursts: { count: 1000, customers: 200, usualWay: true },
		outage: {
			alone: { seconds: 600, bursts: 100, repeatSeconds: 60 },
			shared: { seconds: 90, bursts: 100, repeatSeconds: 60 },
		},
		killedAfterMs: [15, 80, 400],
	},
};
