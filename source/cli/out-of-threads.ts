import {errorCode} from '../text/system-error.js';

/** Whether the system has refused a thread, because this user, service or container has too many threads or processes. */
export function isOutOfThreads(error: unknown): boolean {
	return errorCode(error) === 'ERR_WORKER_INIT_FAILED';
}
