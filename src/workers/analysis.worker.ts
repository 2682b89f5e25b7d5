import { analyse } from '#core/analysis/analyse.ts';
import { recognise } from '#core/recognition/recognise.ts';
import type { AnalysisCalls } from './calls.ts';
import { serve, type WorkerPort } from './server.ts';

serve<AnalysisCalls>(self as unknown as WorkerPort, { analyse, recognise });
