import type { RunCommand } from '../../run-command.ts';

export const runImportBackups: RunCommand = () => Promise.resolve('failed');
