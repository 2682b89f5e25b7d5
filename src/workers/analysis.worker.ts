import { analyse } from '#core/analysis/analyse.ts';
import { readBundle } from '#core/bundle/read.ts';
import { recognise } from '#core/recognition/recognise.ts';
import type { AnalysisCalls } from './calls.ts';
import { serve } from './server.ts';
import { unwrap } from './unwrap.ts';

serve<AnalysisCalls>(self, { analyse, recognise, unwrap, readBundle });
