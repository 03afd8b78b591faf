// Loaded into a program with `node --import`: ends it when the process that started it is gone. A
// killed run would otherwise go on unseen.

const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 250).unref();
