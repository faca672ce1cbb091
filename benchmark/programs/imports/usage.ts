/** Prints what the process has taken by now, with what is garbage left out, and the modules that it has loaded. Needs --expose-gc. */
export function tellUsage(): void {
  const { user, system } = process.cpuUsage();
  global.gc!();
  console.log(JSON.stringify({ cpu: (user + system) / 1000, heap: process.memoryUsage().heapUsed / 2 ** 20, loaded: Object.keys(require.cache) }));
}
