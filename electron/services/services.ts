import type { DraftService } from './draftService.ts';
import type { ImportJobs } from './importJobs.ts';
import type { Janitor } from './janitor.ts';
import type { MaterialLibrary } from './materialLibrary.ts';
import type { MediaService } from './mediaService.ts';
import type { NoticeService } from './noticeService.ts';
import type { OutputTypeService } from './outputTypeService.ts';
import type { PreviewService } from './previewService.ts';
import type { ProductService } from './productService.ts';
import type { RunQueue } from './runQueue.ts';
import type { RunService } from './runService.ts';
import type { SampleProduct } from './sampleProduct.ts';
import type { ServiceContext } from './serviceContext.ts';
import type { TemplateService } from './templateService.ts';
import type { WorkflowFiles } from './workflowFiles.ts';
import type { WorkflowService } from './workflowService.ts';

/** Everything that works on an open database. What handlers and the composition hold. */
export interface Services {
  readonly context: ServiceContext;
  readonly products: ProductService;
  readonly sample: SampleProduct;
  readonly imports: ImportJobs;
  readonly materials: MaterialLibrary;
  readonly templates: TemplateService;
  readonly outputTypes: OutputTypeService;
  readonly workflows: WorkflowService;
  readonly workflowFiles: WorkflowFiles;
  readonly drafts: DraftService;
  readonly previews: PreviewService;
  readonly runs: RunService;
  readonly queue: RunQueue;
  readonly media: MediaService;
  readonly notices: NoticeService;
  readonly janitor: Janitor;
}
