import { answerProbes } from './probe.ts';

// The refusals of a worker are events of the worker alone: the page is told the directive of each.
self.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  self.postMessage({ type: 'probe-violation', directive: effectiveDirective });
});
answerProbes(self);
