/**
 * What the page needs in every mode is one file. Left alone the bundler makes a file for each set of modes that share
 * something: over forty requests, most of them below a kilobyte, before the first letter can be typed.
 *
 * @returns {import('rolldown').CodeSplittingGroup} all modules that the page imports without being asked to
 */
export function firstChunk() {
  return {
    name(id, context) {
      const importers = [id];
      const seen = new Set(importers);
      for (const each of importers) {
        const info = context.getModuleInfo(each);
        if (info === null) continue;
        if (info.isEntry) return 'first';
        for (const importer of info.importers) {
          if (seen.has(importer)) continue;
          seen.add(importer);
          importers.push(importer);
        }
      }
      return null;
    },
  };
}
