import type { Connection } from './connection.ts';
import { guardRepository } from './databaseErrors.ts';
import { type AppStateRepository, createAppStateRepository } from './repositories/appStateRepository.ts';
import { type ArtifactRepository, createArtifactRepository } from './repositories/artifactRepository.ts';
import { type CadFileRepository, createCadFileRepository } from './repositories/cadFileRepository.ts';
import { type DraftRepository, createDraftRepository } from './repositories/draftRepository.ts';
import { type KeptFileRepository, createKeptFileRepository } from './repositories/keptFileRepository.ts';
import { type MediaAssetRepository, createMediaAssetRepository } from './repositories/mediaAssetRepository.ts';
import { type NodeResultRepository, createNodeResultRepository } from './repositories/nodeResultRepository.ts';
import { type NoticeRepository, createNoticeRepository } from './repositories/noticeRepository.ts';
import { type ObservationRepository, createObservationRepository } from './repositories/observationRepository.ts';
import { type OrderRepository, createOrderRepository } from './repositories/orderRepository.ts';
import { type OutputTypeRepository, createOutputTypeRepository } from './repositories/outputTypeRepository.ts';
import { type ProductRepository, createProductRepository } from './repositories/productRepository.ts';
import { type RunLogRepository, createRunLogRepository } from './repositories/runLogRepository.ts';
import { type RunRepository, createRunRepository } from './repositories/runRepository.ts';
import { type RunStepRepository, createRunStepRepository } from './repositories/runStepRepository.ts';
import { type TemplateRepository, createTemplateRepository } from './repositories/templateRepository.ts';
import { type WorkflowRepository, createWorkflowRepository } from './repositories/workflowRepository.ts';

/** One repository a concept. All are synchronous and share one connection, so they share its transactions. */
export interface Repositories {
  readonly appState: AppStateRepository;
  readonly artifacts: ArtifactRepository;
  readonly cadFiles: CadFileRepository;
  readonly drafts: DraftRepository;
  readonly keptFiles: KeptFileRepository;
  readonly mediaAssets: MediaAssetRepository;
  readonly nodeResults: NodeResultRepository;
  readonly notices: NoticeRepository;
  readonly observations: ObservationRepository;
  readonly orders: OrderRepository;
  readonly outputTypes: OutputTypeRepository;
  readonly products: ProductRepository;
  readonly runLog: RunLogRepository;
  readonly runs: RunRepository;
  readonly runSteps: RunStepRepository;
  readonly templates: TemplateRepository;
  readonly workflows: WorkflowRepository;
}

/** Every method throws AppError `file.disk_full`, `database.locked`, `database.write_failed` for what SQLite meets. */
export function createRepositories(connection: Connection): Repositories {
  return {
    appState: guardRepository(createAppStateRepository(connection)),
    artifacts: guardRepository(createArtifactRepository(connection)),
    cadFiles: guardRepository(createCadFileRepository(connection)),
    drafts: guardRepository(createDraftRepository(connection)),
    keptFiles: guardRepository(createKeptFileRepository(connection)),
    mediaAssets: guardRepository(createMediaAssetRepository(connection)),
    nodeResults: guardRepository(createNodeResultRepository(connection)),
    notices: guardRepository(createNoticeRepository(connection)),
    observations: guardRepository(createObservationRepository(connection)),
    orders: guardRepository(createOrderRepository(connection)),
    outputTypes: guardRepository(createOutputTypeRepository(connection)),
    products: guardRepository(createProductRepository(connection)),
    runLog: guardRepository(createRunLogRepository(connection)),
    runs: guardRepository(createRunRepository(connection)),
    runSteps: guardRepository(createRunStepRepository(connection)),
    templates: guardRepository(createTemplateRepository(connection)),
    workflows: guardRepository(createWorkflowRepository(connection)),
  };
}
