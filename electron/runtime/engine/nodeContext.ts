import type { GraphRunRequest } from '../contracts/engine.ts';
import type { NodeContext, NodeServices, SubjectFacet, SubjectFacets } from '../contracts/node.ts';
import type { RenderSink } from '../contracts/renderServices.ts';
import { pickFacets } from './facetsOf.ts';
import type { GivenInputs } from './givenInputs.ts';
import { graphProvenance } from './graphProvenance.ts';
import { nodeInputs } from './nodeInputs.ts';
import type { GraphNode } from './preparedGraph.ts';

interface NodeContextParts {
  readonly node: GraphNode;
  readonly inputs: GivenInputs;
  readonly facets: SubjectFacets;
  readonly request: GraphRunRequest;
  readonly services: NodeServices;
  /** Absolute. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Of the node's Blender jobs and of the node itself. */
  readonly sink: RenderSink;
}

/** What one node sees of its run: its settings and inputs, the facets that it names, and nothing else. */
export function nodeContext(parts: NodeContextParts): NodeContext {
  const { node, request, services, signal, sink } = parts;
  const { order } = request;
  const { wallSeconds, silenceSeconds } = order.outputType.renderer;
  const declared = pickFacets(parts.facets, node.registered.spec.reads);
  return {
    node: { id: node.id, type: node.type, label: node.label },
    settings: node.settings,
    subject: onlyDeclared(node, declared, parts.facets),
    services,
    job: {
      folder: parts.folder,
      runtime: order.runtime,
      priority: order.priority,
      threads: order.threads,
      limits: { wallSeconds, silenceSeconds },
      signal,
      sink,
    },
    ...nodeInputs(node, parts.inputs),
    provenance: (made) => graphProvenance(node.type, declared, request, made),
    signal,
    log: (level, text) => sink.log(level, node.id, text),
    progress: (fraction, message) => sink.progress(fraction, message, null, null),
  };
}

/** A facet that is not in the node's key must not decide its outputs: reading one is a mistake in the node's code. */
function onlyDeclared(node: GraphNode, declared: Partial<SubjectFacets>, all: SubjectFacets): Partial<SubjectFacets> {
  const hidden = (Object.keys(all) as SubjectFacet[]).filter((facet) => !(facet in declared));
  const guarded = { ...declared };
  for (const facet of hidden) {
    Object.defineProperty(guarded, facet, {
      get: () => {
        throw new Error(`Node type ${node.type} reads ${facet} without naming it in its definition.`);
      },
    });
  }
  return guarded;
}
