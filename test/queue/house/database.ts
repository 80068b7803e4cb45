export type Row = Record<string, unknown>;

/** n8n's database, read only. */
export interface Database {
	rows(sql: string): Promise<Row[]>;
	tables(): Promise<string[]>;
}
