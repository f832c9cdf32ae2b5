import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkflowConfig } from '../../../../shared/domain/workflow.ts';
import { canonicalWorkflow } from '../../../../shared/graph/canonicalWorkflow.ts';
import { diffWorkflows } from '../../../../shared/graph/diffWorkflows.ts';
import { migrateWorkflow } from '../../../../shared/graph/migrateWorkflow.ts';
import { orderNodes } from '../../../../shared/graph/orderNodes.ts';
import { parseWorkflowText } from '../../../../shared/graph/parseWorkflowText.ts';
import { publishersOf } from '../../../../shared/graph/publishersOf.ts';
import { validateWorkflow } from '../../../../shared/graph/validateWorkflow.ts';
import { arbitraryWorkflow } from '../../../support/arbitraryWorkflow.ts';
import { graphCatalogue } from '../../../support/graphCatalogue.ts';

const catalogue = graphCatalogue();
const workflows = arbitraryWorkflow(catalogue);
const always = (check: (config: WorkflowConfig) => void) => fc.assert(fc.property(workflows, check), { numRuns: 100 });

describe('any workflow whose ports fit', () => {
  it('comes with edges, so that what follows says something', () => {
    const samples = fc.sample(workflows, { numRuns: 100, seed: 1 });
    expect(samples.filter(({ edges }) => edges.length >= 5).length).toBeGreaterThan(25);
  });

  it('saves, loads and saves the same bytes', () => {
    always((config) => {
      const saved = canonicalWorkflow(config);
      const { config: loaded, problems } = parseWorkflowText(saved);
      expect(problems).toEqual([]);
      expect(canonicalWorkflow(loaded!)).toBe(saved);
    });
  });

  it('is ordered so that every edge runs forward, from level to higher level', () => {
    always((config) => {
      const { order, level, cycle } = orderNodes(config);
      expect(cycle).toBeNull();
      expect(order.toSorted()).toEqual(config.nodes.map(({ id }) => id).toSorted());
      for (const { source, target } of config.edges) {
        expect(order.indexOf(source.node)).toBeLessThan(order.indexOf(target.node));
        expect(level.get(source.node)!).toBeLessThan(level.get(target.node)!);
      }
      const levels = order.map((id) => level.get(id)!);
      expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    });
  });

  it('has no problem with nodes, edges or cycles', () => {
    always((config) => {
      const codes = validateWorkflow(config, catalogue).map(({ code }) => code);
      expect(codes.filter((code) => /^(node\.(?!unused)|settings|edge|graph\.cycle)/.test(code))).toEqual([]);
    });
  });

  it('is told the same problems each time', () => {
    always((config) => {
      expect(validateWorkflow(structuredClone(config), catalogue)).toEqual(validateWorkflow(config, catalogue));
    });
  });

  it('publishes from every output_save, and never from what leads to one', () => {
    always((config) => {
      const publishers = new Set(publishersOf(config, catalogue));
      for (const { id, type } of config.nodes) if (type === 'output_save') expect(publishers).toContain(id);
      for (const { source, target } of config.edges) {
        if (config.nodes.find(({ id }) => id === target.node)?.type === 'output_save') {
          expect(publishers).not.toContain(source.node);
        }
      }
    });
  });

  it('does not differ from itself, and differs from another exactly when their texts do', () => {
    always((config) => {
      expect(diffWorkflows(config, structuredClone(config)).identical).toBe(true);
    });
    fc.assert(
      fc.property(workflows, workflows, (a, b) => {
        expect(diffWorkflows(a, b).identical).toBe(canonicalWorkflow(a) === canonicalWorkflow(b));
      }),
    );
  });

  it('is left as it is by a migration', () => {
    always((config) => {
      const result = migrateWorkflow(config, catalogue);
      expect(result).toEqual({
        config,
        report: { from: 'canonical', mapped: [], defaulted: [], keptAside: [] },
        problems: [],
      });
    });
  });
});
