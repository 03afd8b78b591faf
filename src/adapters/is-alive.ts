import { errorCode } from '../model/error-code.ts';

/** Whether a process of this id is there. Any other error than ESRCH, such as EPERM, comes from one that is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}
