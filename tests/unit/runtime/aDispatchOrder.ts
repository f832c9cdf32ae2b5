import type { DispatchOrder } from '../../../electron/runtime/contracts/dispatch.ts';
import type { ActualConditions } from '../../../electron/runtime/contracts/renderBatch.ts';
import { shippedMaterials, shippedTemplate } from '../../support/blenderStand.ts';
import { tinyOutputType } from '../../support/tinyOutputType.ts';

/** An order as the services gather it, of a product with two parts. */
export function aDispatchOrder(change: Partial<DispatchOrder> = {}): DispatchOrder {
  return {
    ...{ runId: 'run-1', runNumber: 'R-0001', orderLineId: 'line-1', orderLineNumber: 'OL-0001-01' },
    priority: 'normal',
    product: { id: 'p1', name: 'Kugellager 6205', articleNumber: '6205-2RS' },
    cad: {
      ...{ fileName: 'bearing.step', sha256: 'cad', glbPath: '/home/model.glb', glbSha256: 'ab12' },
      ...{ manifestPath: '/home/manifest.json', stepPath: '/home/source.step', partKeys: ['ring', 'ball'] },
    },
    rules: [],
    outputType: tinyOutputType,
    template: { value: shippedTemplate('white_studio'), sha256: 'template-hash', blendPath: null },
    materials: shippedMaterials().slice(0, 2),
    assignments: { ring: 'steel', ball: 'steel' },
    library: { materials: 'materials-hash', templates: 'templates-hash' },
    runtime: {
      ...{ id: 'blender', kind: 'program', version: '4.5.15', executable: '/opt/blender', prefixArguments: [] },
      ...{ environment: {}, origin: 'provisioned', usable: true, problem: null },
    },
    device: 'cpu',
    threads: 0,
    folder: '/home/runs/run-1',
    expectedSeconds: null,
    applicationVersion: '1.2.3',
    workflow: null,
    reuse: 'allowed',
    ...change,
  };
}

/** What Blender reports after it has rendered that order. */
export function actualConditions(change: Partial<ActualConditions> = {}): ActualConditions {
  return {
    ...{ blenderVersion: '4.5.15', runtimeKind: 'program', engine: 'CYCLES', device: 'CPU', deviceName: 'Some CPU' },
    ...{ deviceBackend: '', samples: 2, seed: 7, denoiser: '', threads: 2, width: 96, height: 54 },
    ...{ viewTransform: 'AgX', samplingPattern: 'TABULATED_SOBOL', partObjects: 2, missingLibraries: [] },
    autoexecBlocked: false,
    ...change,
  };
}
