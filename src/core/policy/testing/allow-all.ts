import { requestCatalogue } from '../requests/catalogue.ts';

/** A policy that allows each of the 41 requests, whatever is in it. */
export const allowAll = [
  'package agent_policy',
  '',
  ...Object.keys(requestCatalogue).map((name) => `default ${name} := true`),
  '',
].join('\n');
