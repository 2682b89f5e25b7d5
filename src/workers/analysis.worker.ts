import { analyse } from '#core/analysis/analyse.ts';
import { recognise } from '#core/recognition/recognise.ts';
import type { AnalysisCalls } from './calls.ts';
import { serve } from './server.ts';

serve<AnalysisCalls>(self, { analyse, recognise });
