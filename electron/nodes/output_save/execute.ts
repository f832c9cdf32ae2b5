import { AppError } from '../../../shared/errors/appError.ts';
import type { ExecuteNode, NodeContext, PerformEffect } from '../../runtime/contracts/node.ts';
import { fileOf, type PortData, type PortValue } from '../../runtime/contracts/portValues.ts';
import type { SettingsOf } from '../defineNode.ts';
import { assetFacts, type Deliverable, DELIVERABLE, kindsOf } from '../support/deliverable.ts';
import { outputOf } from '../support/outputOf.ts';
import { requiredInput } from '../support/requiredInput.ts';
import type { definition } from './definition.ts';
import { formatOf, nameOf } from './fileNames.ts';
import { writeDeliverable } from './writeDeliverable.ts';

type Context = NodeContext<SettingsOf<typeof definition>>;

/** @throws AppError `output_type.invalid_contract`, `media.*`, `blender.*`, `file.*` */
export const execute: ExecuteNode<SettingsOf<typeof definition>> = async (context) => {
  const artifact = requiredInput(context, 'artifact', ...DELIVERABLE) as Deliverable;
  const { expectedArtifact: kind } = context.settings;
  if (!kindsOf[artifact.type].includes(kind)) {
    throw new AppError('output_type.invalid_contract', `A ${kind} is expected, but a ${artifact.type} arrived.`, {
      remedy: 'Change the expected artifact of this node, or connect what it expects.',
      details: { expected: kind, connected: artifact.type },
    });
  }
  const format = formatOf(context, artifact);
  const base = nameOf(context);
  const fileName = `${base}.${format}`;
  const written = await writeDeliverable(context, artifact, 'delivery', format);
  const file = await context.services.file('file', written.path);
  const attached = await writeAttachments(context, base);
  const data: PortData<'asset'> = {
    ...assetFacts(artifact),
    ...(written.pixelHash === undefined ? {} : { pixelHash: written.pixelHash }),
    ...{ fileName, kind },
    attachments: attached.map(({ entry }) => entry),
  };
  const files = [file, ...preview(artifact), ...attached.map(({ value }) => value)];
  return { asset: { type: 'asset', data, files } };
};

/** A picture is its own preview. */
function preview(artifact: Deliverable): PortValue['files'] {
  return artifact.type === 'image' ? [{ ...fileOf(artifact, 'image'), name: 'preview' }] : [];
}

async function writeAttachments(
  context: Context,
  base: string,
): Promise<{ entry: PortData<'asset'>['attachments'][number]; value: PortValue['files'][number] }[]> {
  const attached = [];
  for (const [index, one] of context.inputs('attachments', ...DELIVERABLE).entries()) {
    const attachment = one as Deliverable;
    const number = index + 1;
    const file = fileOf(attachment, attachment.type);
    const fileName = `${base}_${number}.${file.extension}`;
    const name = `attachment_${number}`;
    const { path } = await writeDeliverable(context, attachment, name, file.extension);
    const value = await context.services.file(name, path);
    attached.push({ entry: { file: value.name, kind: kindsOf[attachment.type][0], fileName }, value });
  }
  return attached;
}

export const effect: PerformEffect = async (_context, outputs, effects) => {
  await effects.publish(outputOf(outputs, 'asset', 'asset'));
};
