import { evenly, textOf, type OpenAiList } from './list.js';

/** The models of the vendor that the sandbox knows; the fine-tuned ones come on top. */
const MODELS = [
  'gpt-4o-2024-08-06',
  'gpt-4o-mini-2024-07-18',
  'gpt-4.1-2025-04-14',
  'gpt-5-2025-08-07',
  'o4-mini-2025-04-16',
  'gpt-realtime-2025-08-28',
  'gpt-4o',
  'gpt-4o-mini',
  'gpt-4.1',
  'gpt-4.1-mini',
  'gpt-5',
  'gpt-5-mini',
  'o3-mini',
  'o4-mini',
  'text-embedding-3-small',
  'text-embedding-3-large',
  'omni-moderation-latest',
  'gpt-image-1',
  'dall-e-3',
  'tts-1',
  'tts-1-hd',
  'gpt-4o-mini-tts',
  'whisper-1',
  'gpt-4o-transcribe',
  'sora-2',
  'sora-2-pro',
] as const;

/** The models, in one reply without pages. */
export const MODEL_LISTS: readonly OpenAiList[] = [
  {
    id: 'models',
    path: '/models',
    protocol: 'none',
    limits: [1000, 1, 1000],
    order: 'asc',
    rows: {
      kind: 'made',
      size: ({ world }) => MODELS.length + world.rows('fineTuning.jobs').filter(isDone).length,
      make: ({ world, number, at, dice }) => {
        const tuned = world.rows('fineTuning.jobs').filter(isDone)[number - MODELS.length];
        return {
          id: MODELS[number] ?? (textOf(tuned, 'fine_tuned_model') || `sandbox-model-${dice.text(6)}`),
          object: 'model',
          created: at,
          owned_by: tuned === undefined ? 'openai' : 'org-sandbox',
          shutdown_date: number % 8 === 7 ? '2026-10-23' : null,
        };
      },
    },
  },
  {
    id: 'audio.voiceConsents',
    path: '/audio/voice_consents',
    protocol: 'lastId',
    limits: [20, 1, 100],
    order: 'desc',
    rows: {
      kind: 'made',
      size: evenly(40),
      make: ({ number, at, dice }) => ({
        object: 'audio.voice_consent',
        id: `cons_${dice.text(24)}`,
        name: `Speaker ${String(number + 1)}`,
        language: (['en-US', 'de-DE', 'ja-JP'] as const)[number % 3],
        created_at: at,
      }),
    },
  },
];

function isDone(job: Readonly<Record<string, unknown>>): boolean {
  return job['fine_tuned_model'] !== null;
}
