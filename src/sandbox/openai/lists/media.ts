import type { WireItem } from '../../types.js';
import { DAY } from '../../world.js';
import { evenly, nth, spread, textOf, UP_DOWN, type Making, type OpenAiList } from './list.js';

const STATUSES = ['completed', 'completed', 'failed', 'in_progress', 'queued'] as const;

const SIZES = ['720x1280', '1280x720', '1024x1792', '1792x1024'] as const;

function video({ number, at, dice }: Making): WireItem {
  const status = STATUSES[number % STATUSES.length] ?? 'completed';
  const done = status === 'completed';
  return {
    id: `video_${dice.text(24)}`,
    object: 'video',
    model: number % 2 === 0 ? 'sora-2' : 'sora-2-pro',
    status,
    progress: done ? 100 : status === 'in_progress' ? 40 : 0,
    created_at: at,
    completed_at: done ? at + 90 : null,
    expires_at: done ? at + DAY : null,
    prompt: number % 6 === 5 ? null : 'A boat on a lake',
    size: SIZES[number % SIZES.length],
    seconds: String(4 * (1 + (number % 3))),
    remixed_from_video_id: null,
    error: status === 'failed' ? { code: 'moderation_blocked', message: 'The prompt was refused.' } : null,
  };
}

const skill = ({ number, at, dice }: Making): WireItem => ({
  id: `skill_${dice.text(24)}`,
  object: 'skill',
  name: `skill-${String(number + 1)}`,
  description: 'Does one thing',
  created_at: at,
});

/** The standard page size is not documented; 20 is taken, as elsewhere. */
const media = { protocol: 'lastId', limits: [20, 0, 100], order: 'desc', words: UP_DOWN } as const;

/** Videos, and skills with their versions. */
export const MEDIA: readonly OpenAiList[] = [
  { ...media, id: 'videos', path: '/videos', rows: { kind: 'made', size: evenly(40), make: video } },
  {
    ...media,
    id: 'skills',
    path: '/skills',
    shown: (item, world) => {
      const versions = world.rows('skills.versions', textOf(item));
      const latest = textOf(versions.at(-1), 'version') || '1';
      return { ...item, default_version: textOf(nth(versions, 0), 'version') || '1', latest_version: latest };
    },
    rows: { kind: 'made', size: evenly(30), make: skill },
  },
  {
    ...media,
    id: 'skills.versions',
    path: '/skills/{skill_id}/versions',
    below: 'skills',
    rows: {
      kind: 'made',
      size: spread(25, 1, 4),
      make: ({ parents, parent, number, at, dice }) => ({
        object: 'skill.version',
        id: `skillver_${dice.text(24)}`,
        skill_id: parents[0] ?? '',
        version: String(number + 1),
        created_at: at,
        name: parent['name'],
        description: parent['description'],
      }),
    },
  },
];
