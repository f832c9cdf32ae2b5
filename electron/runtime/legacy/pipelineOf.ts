import type { ArtifactKind, OutputType } from '../../../shared/domain/outputType.ts';

export interface StepPlan {
  readonly key: string;
  readonly label: string;
  /** Share of the whole run, for the progress of runs without history. All of a pipeline sum up to 1. */
  readonly share: number;
}

/** What an order line of each kind goes through. Fixed: nothing can be configured away, nothing can be put in. */
const making: Record<ArtifactKind, readonly StepPlan[]> = {
  still_image: [{ key: 'render_still', label: 'Render still', share: 0.91 }],
  thumbnail_image: [{ key: 'render_still', label: 'Render thumbnail', share: 0.91 }],
  turntable_video: [
    { key: 'render_turntable', label: 'Render turntable', share: 0.85 },
    { key: 'encode_video', label: 'Encode video', share: 0.06 },
  ],
  blend_asset: [{ key: 'export_blend', label: 'Export .blend', share: 0.91 }],
  model_export: [{ key: 'export_model', label: 'Export model', share: 0.91 }],
};

const severalAngles: readonly StepPlan[] = [
  { key: 'render_still', label: 'Render angles', share: 0.88 },
  { key: 'compose_sheet', label: 'Compose sheet', share: 0.03 },
];

/** Whether an order line is a sheet of several camera angles. */
export function hasSeveralAngles({ artifactKind, profile }: Pick<OutputType, 'artifactKind' | 'profile'>): boolean {
  return artifactKind === 'still_image' && profile.angles.length > 1;
}

/** The steps of an order line, in their order. */
export function pipelineOf(outputType: Pick<OutputType, 'artifactKind' | 'profile'>): readonly StepPlan[] {
  return [
    { key: 'prepare_scene', label: 'Prepare scene', share: 0.04 },
    ...(hasSeveralAngles(outputType) ? severalAngles : making[outputType.artifactKind]),
    { key: 'verify_output', label: 'Write and verify output', share: 0.02 },
    { key: 'publish', label: 'Publish', share: 0.02 },
    { key: 'notify', label: 'Notify', share: 0.01 },
  ];
}
