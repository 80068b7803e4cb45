import { operationOf } from '../kit';
import type { VoipbinApi } from './api';

/** The one version of VoIPbin's API; answers of 2022 and of today are both understood. */
export interface Apis {
	v1: VoipbinApi;
}

/** Declares an operation of VoIPbin. */
export const operation = operationOf<Apis>();
