import { tamperCases } from '#core/journey/tamper.ts';
import { chooseTamper, journeyStore, standAt } from '#state/journey.ts';
import type { Command } from '../palette/command.ts';
import { stationBeside } from './stepping.ts';

const section = 'Journey';

/** What can be done by name while the journey is on screen. */
export function journeyCommands(): readonly Command[] {
  return [
    step('journey-next', 'Go to the next station', 1),
    step('journey-back', 'Go to the station before', -1),
    {
      id: 'tamper-nobody',
      title: 'Let nobody tamper',
      section,
      keywords: 'journey honest host reset',
      enabled: () => journeyStore.getState().tamper !== undefined,
      run: () => {
        chooseTamper(undefined);
      },
    },
    ...tamperCases.map(({ id, title }): Command => ({
      id: `tamper-${id}`,
      title: `Tamper: ${title.toLowerCase()}`,
      section,
      keywords: `journey attack ${id}`,
      run: () => {
        chooseTamper(id);
      },
    })),
  ];
}

function step(id: string, title: string, by: -1 | 1): Command {
  const beside = () => stationBeside(journeyStore.getState().station, by);
  return {
    id,
    title,
    section,
    keywords: 'journey step',
    enabled: () => beside() !== undefined,
    run: () => {
      const next = beside();
      if (next !== undefined) standAt(next);
    },
  };
}
