import { closeOnSignals, serve } from '@button/server';
import { rules } from './rules.ts';

const server = await serve({
  app: { rules, createsOnEntry: () => true },
  page: `${import.meta.dirname}/dist`,
  port: Number(process.env.PORT ?? 3001),
});
closeOnSignals(server);
console.log(`The shopping list: http://localhost:${server.port}/`);
