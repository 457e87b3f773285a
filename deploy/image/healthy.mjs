/** The container's health: whichever of API and worker runs here says that it is alive. */
const ports = [process.env.PORT || 4000, process.env.HEALTH_PORT || 4001];
const alive = await Promise.any(
  ports.map(async (port) => {
    const { ok } = await fetch(`http://127.0.0.1:${port}/healthz`);
    if (!ok) throw new Error(`Port ${port} says that it isn't.`);
  }),
).then(
  () => true,
  () => false,
);
process.exit(alive ? 0 : 1);
