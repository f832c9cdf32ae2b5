import { stat } from 'node:fs/promises';
import { AppError } from '../../../shared/errors/appError.ts';
import type { NodeOutputs } from '../contracts/node.ts';
import { type ArtifactFile, type PortData, type PortValue, portData } from '../contracts/portValues.ts';
import type { PortType } from '../../../shared/domain/portType.ts';
import { hashOfFile } from './hashOfFile.ts';
import type { GraphNode } from './preparedGraph.ts';
import { requiredFiles } from './requiredFiles.ts';

/**
 * Believes nothing: exactly the declared ports, data as its type has it, every file there with the bytes and the hash
 * that the node states. Returns the outputs with their data as parsed: fields that a type does not have are gone.
 * @throws AppError `graph.output_invalid`
 */
export async function checkOutputs(node: GraphNode, outputs: NodeOutputs): Promise<NodeOutputs> {
  const declared = node.registered.spec.outputs;
  const strange = Object.keys(outputs).find((port) => !declared.some(({ name }) => name === port));
  if (strange !== undefined) throw invalid(node, strange, 'its definition has no such output');
  const checked: Record<string, PortValue> = {};
  for (const port of declared) {
    const value = outputs[port.name];
    if (!value) throw invalid(node, port.name, 'it gave nothing there');
    if (!port.types.includes(value.type)) {
      throw invalid(node, port.name, `it gave ${value.type} where ${port.types.join(' or ')} is promised`);
    }
    checked[port.name] = await checkValue(node, port.name, value);
  }
  return checked;
}

async function checkValue<T extends PortType>(node: GraphNode, port: string, value: PortValue<T>): Promise<PortValue> {
  const parsed = portData[value.type].safeParse(value.data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.length ? issue.path.join('.') : 'the value';
    throw invalid(node, port, `${where} of its data is wrong: ${issue?.message ?? 'unreadable'}`);
  }
  const sound = { type: value.type, data: parsed.data as PortData<T>, files: value.files };
  const names = new Set(value.files.map(({ name }) => name));
  if (names.size !== value.files.length) throw invalid(node, port, 'two of its files have the same name');
  const missing = requiredFiles(sound).find((name) => !names.has(name));
  if (missing !== undefined) throw invalid(node, port, `the file ${missing} was not given`);
  for (const file of value.files) await checkFile(node, port, file);
  return sound;
}

async function checkFile(node: GraphNode, port: string, file: ArtifactFile): Promise<void> {
  const found = await stat(file.path).catch(() => null);
  if (!found?.isFile()) throw invalid(node, port, `the file ${file.name} is not at ${file.path}`);
  if (found.size !== file.bytes) {
    throw invalid(node, port, `the file ${file.name} has ${found.size} bytes where ${file.bytes} were stated`);
  }
  const sha256 = await hashOfFile(file.path).catch(() => null);
  if (sha256 !== file.sha256) throw invalid(node, port, `the file ${file.name} does not hold what its hash states`);
}

function invalid(node: GraphNode, port: string, what: string): AppError {
  return new AppError('graph.output_invalid', `Output ${port} of ${node.label} is not valid: ${what}.`, {
    details: { port },
  });
}
