import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import canonicalize from 'canonicalize';
import { type RenderTemplate, renderTemplateSchema, type TemplateReport } from '../../shared/domain/template.ts';
import { AppError } from '../../shared/errors/appError.ts';
import type { ArtifactStore } from '../media/artifactStore.ts';
import { hashFile } from '../media/hashFile.ts';
import { type ServiceContext, timestamp } from './serviceContext.ts';

export interface TemplateAnswer {
  /** null = not added, because `report.missing` is not empty. */
  readonly template: RenderTemplate | null;
  readonly report: TemplateReport;
}

/** Opens a .blend in Blender and reports what the conventions miss. */
export type TemplateInspector = (path: string, sha256: string) => Promise<TemplateReport>;

export interface TemplateService {
  /** Built-in ones first. */
  list(): RenderTemplate[];
  /**
   * A template with its content hash and, for a .blend, its file.
   * @throws AppError `template.unknown`, `template.missing_file`
   */
  resolve(id: string): { value: RenderTemplate; sha256: string; blendPath: string | null };
  /** @throws AppError of the file or of Blender; what the conventions miss is in the report */
  import(path: string): Promise<TemplateAnswer>;
  /** @throws AppError `template.unknown`; built-in ones cannot be removed */
  remove(id: string): void;
}

function slug(text: string, separator: string): string {
  const plain = text.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, separator);
  const trimmed = plain.toLowerCase().replace(new RegExp(`^[^a-z]+|${separator}+$`, 'g'), '');
  return trimmed || 'template';
}

/** The camera objects of a .blend as presets. Where they stand is in the file: angles mean nothing for them. */
function blendCameras(names: readonly string[]): RenderTemplate['cameras'] {
  const taken = new Set<string>();
  return names.map((name) => {
    const wanted = slug(name, '_');
    let id = wanted;
    for (let copy = 2; taken.has(id); copy += 1) id = `${wanted}_${copy}`;
    taken.add(id);
    return { id, name, azimuth: 0, elevation: 0, focalLength: 50 };
  });
}

function loadBuiltIn(resources: string): RenderTemplate[] {
  const folder = join(resources, 'templates');
  // White studio is what an order starts with, so it leads.
  const rank = (id: string): number => (id === 'white_studio' ? 0 : 1);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => renderTemplateSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .map((template) => ({ ...template, builtIn: true }))
    .sort((a, b) => rank(a.id) - rank(b.id) || a.name.localeCompare(b.name));
}

export function createTemplateService(
  context: ServiceContext,
  tools: { artifacts: ArtifactStore; inspect: TemplateInspector },
): TemplateService {
  const { templates } = context.repositories;
  let builtIn: RenderTemplate[] | null = null;
  const list = (): RenderTemplate[] => [...(builtIn ??= loadBuiltIn(context.resources)), ...templates.list()];

  function find(id: string): RenderTemplate {
    const template = list().find((candidate) => candidate.id === id);
    if (template) return template;
    throw new AppError('template.unknown', `There is no template '${id}'.`, {
      details: { id, known: list().map((candidate) => candidate.id) },
    });
  }

  return {
    list,
    resolve(id) {
      const value = find(id);
      if (value.kind === 'studio') {
        const { builtIn: _shipped, ...content } = value;
        const sha256 = createHash('sha256')
          .update(String(canonicalize(content)))
          .digest('hex');
        return { value, sha256, blendPath: null };
      }
      const sha256 = value.blendSha256 ?? '';
      const { path: blendPath } = tools.artifacts.locate(sha256, 'blend');
      if (existsSync(blendPath)) return { value, sha256, blendPath };
      throw new AppError('template.missing_file', `The file of template ${value.name} is gone.`, { details: { id } });
    },
    async import(path) {
      const { sha256 } = await hashFile(path);
      const report = await tools.inspect(path, sha256);
      if (report.missing.length > 0 || report.cameras.length === 0) return { template: null, report };
      await tools.artifacts.put(path, 'blend');
      const name = basename(path, extname(path));
      const cameras = blendCameras(report.cameras);
      const template: RenderTemplate = {
        id: `${slug(name, '-')}-${sha256.slice(0, 8)}`,
        name,
        description: '',
        kind: 'blend',
        cameras,
        defaultCamera: cameras[0]!.id,
        fitMargin: 0.08,
        blendSha256: sha256,
        builtIn: false,
      };
      templates.put(template, timestamp(context));
      context.events.emit('templates:changed', {});
      return { template, report };
    },
    remove(id) {
      const template = find(id);
      if (template.builtIn || !templates.remove(id)) {
        throw new AppError('template.unknown', `${template.name} is part of the application and stays.`, {
          remedy: 'Only templates that were imported can be removed.',
          details: { id },
        });
      }
      context.events.emit('templates:changed', {});
    },
  };
}
