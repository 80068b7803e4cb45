import type { INode } from 'n8n-workflow';

/** Whether n8n has made the node a tool of an agent, which gets its output, or of an error the message. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

/** Whether it stands between an agent and a tool, and a person decides there whether the tool is called. */
export const isReview = ({ type }: INode): boolean => type.endsWith('HitlTool');
