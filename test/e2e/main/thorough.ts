/** Whether tests that take long run in full, as they do where CI=true; else by a sample, or not. */
export const thorough = process.env['CI'] === 'true';
