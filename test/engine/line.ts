/** A test of what n8n 1.x cannot do: there it has to fail, so that it is noticed when it no longer does. */
export const testSince2 = process.env.N8N_LINE === '1.x' ? test.failing : test;
