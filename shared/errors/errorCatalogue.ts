/**
 * user: shown with what to do. operational: retried or reported (disk, process, file system).
 * unexpected: a bug; keeps its cause and stack in the log and is never shown raw.
 */
export type ErrorKind = 'user' | 'operational' | 'unexpected';

interface CatalogueEntry {
  readonly kind: ErrorKind;
  /** What the person can do. Shown under the message. */
  readonly remedy: string;
}

const user = (remedy: string): CatalogueEntry => ({ kind: 'user', remedy });
const operational = (remedy: string): CatalogueEntry => ({ kind: 'operational', remedy });

/** Every stable error code of the product with its kind and default remedy. Codes are never renamed or reused. */
export const errorCatalogue = {
  // app
  'app.unexpected': { kind: 'unexpected', remedy: 'Copy the details and report them. Nothing that was saved is lost.' },
  'app.invalid_input': user('Correct the named fields and try again.'),
  'app.not_found': user('It may have been removed. Go back to the list and refresh.'),
  'app.cancelled': user('Start it again when you want to.'),
  'app.forbidden': { kind: 'unexpected', remedy: 'Restart the application.' },
  'app.usage': user('Run the command with --help to see what it takes.'),
  'app.check_failed': operational('Each failed check says what is wrong: put that right, then repeat the command.'),
  'app.no_display': user('Start it in a desktop session, or use the command line.'),
  // files
  'file.missing': user('Check the path, or choose the file again.'),
  'file.unreadable': user('Check that you may read the file and that the drive is connected.'),
  'file.output_unwritable': user('Choose a folder that exists and that you may write to.'),
  'file.outside_project': { kind: 'unexpected', remedy: 'Choose a file inside the folders of the application.' },
  'file.disk_full': operational('Free space on this drive, then retry.'),
  // cad
  'cad.empty_file': user('Export the STEP file again: this one has no content.'),
  'cad.not_step': user(
    'Choose a STEP file (.step or .stp). Export it from the CAD system, do not rename another file.',
  ),
  'cad.truncated': user('The file ends too early. Copy or export it again.'),
  'cad.syntax': user('The file is damaged. Export it again from the CAD system.'),
  'cad.dangling_reference': user(
    'The file refers to entities that are not in it, so parts would be lost. Export it again.',
  ),
  'cad.cyclic': user('An assembly contains itself. Repair the assembly and export it again.'),
  'cad.no_shape': user('The file has no solid geometry. Export it with its bodies.'),
  'cad.missing_solids': user('Parts lost their solids while reading. Export the file again.'),
  'cad.too_large': user('Split the assembly, or raise the limit in Settings.'),
  'cad.timeout': operational('Raise the import time limit in Settings, or simplify the model.'),
  'cad.reader_failed': operational('Export the file again with another STEP schema (AP214 or AP242).'),
  // materials, templates
  'material.unknown': user('Choose a material from the library.'),
  'template.invalid': user('Change the .blend so that it follows the template conventions, then import it again.'),
  'template.unknown': user('Choose a template from the list.'),
  'template.missing_file': user('Locate the template file, or choose another template.'),
  'camera.unknown': user('Choose one of the cameras of the template.'),
  // output types, orders, runs
  'output_type.unknown': user('Choose one of the output types in the list.'),
  'output_type.inactive': user('Activate the output type first.'),
  'output_type.invalid_contract': user('Choose a combination that the contract table allows.'),
  'product.unknown': user('Choose a product from the list.'),
  'product.no_cad': user('Import a STEP file for this product first.'),
  'run.unknown': user('Choose a run from the list.'),
  'run.invalid_transition': user('Refresh: the run has changed its state meanwhile.'),
  'run.interrupted': operational('Look at the log of the run, then retry it. It stays parked until you do.'),
  'run.not_retryable': user('Only failed, cancelled or parked runs can be retried.'),
  'run.lease_lost': operational('Another HartOMat process has taken this run over. Look at the run there.'),
  'run.no_comparison': user('Only shadow runs are compared. Run the order line in mode shadow first.'),
  // workflows
  'workflow.unknown': user('Choose a workflow from the list.'),
  'workflow.malformed': user('Correct the file or the workflow; nothing was saved.'),
  'workflow.invalid': user('Correct the listed problems; nothing was dispatched.'),
  'workflow.conflict': user('Open the newer revision, compare, then save again or save as a copy.'),
  'workflow.name_taken': user('Choose another name.'),
  'workflow.no_provenance': user(
    'Choose a PNG, JPEG, WebP, MP4, WebM or .blend that a workflow has delivered, in mode graph.',
  ),
  // graph
  'graph.engine_missing': operational('This build has no graph engine. Set the rollout to legacy.'),
  'graph.node_failed': operational('Look at the log of the node, then retry from it.'),
  'graph.node_timeout': operational('Raise the time limit of the output type, or lower samples or resolution.'),
  'graph.output_invalid': operational('The node gave something that its definition does not promise. Report it.'),
  'graph.injected_fault': operational('A fault was put in on purpose. Run without --inject-fault.'),
  'node.input_missing': user('Connect the named input.'),
  'node.registry_invalid': {
    kind: 'unexpected',
    remedy: 'Correct or remove the named node folders, then build again.',
  },
  'cad.parity_failed': user('Import the STEP file again. If parts stay missing, report the file.'),
  'cad.model_damaged': operational('Import the STEP file again: its model is damaged.'),
  // comparison
  'comparison.failed': operational('Run the comparison again with `hartomat runs compare`.'),
  'comparison.not_passed': operational('Look at the reasons and at the heat map of the run; legacy stays in force.'),
  // blender
  'blender.not_found': user('Install Blender 4.2 or later, choose it in Settings, or set HARTOMAT_BLENDER.'),
  'blender.not_blender': user('Choose the Blender program itself.'),
  'blender.too_old': user('Choose Blender 4.2 or later.'),
  'blender.broken': user('Install it again, or choose another Blender.'),
  'blender.start_failed': operational('Check the Blender installation with `hartomat doctor`.'),
  'blender.crashed': operational('Retry. If it happens again, lower the resolution or look at the log.'),
  'blender.out_of_memory': operational('Close other programs, or lower resolution or geometry detail, then retry.'),
  'blender.wall_timeout': operational('Raise the time limit of the output type, or lower samples or resolution.'),
  'blender.silence_timeout': operational('Blender stopped answering. Retry; if it happens again, look at the log.'),
  'blender.protocol': operational('Retry. If it happens again, check the Blender installation with `hartomat doctor`.'),
  'blender.scene_error': user('Look at the log of the run: the scene or a setting is wrong. Retrying will not help.'),
  'blender.missing_file': user('Restore the missing file, then retry.'),
  'blender.device_unavailable': user('Choose the CPU, or another graphics device, in Settings.'),
  'blender.output_missing': operational('Check the free space on the drive, then retry.'),
  'blender.output_truncated': operational('Check the free space on the drive, then retry.'),
  'blender.output_wrong_size': operational('Retry. If it happens again, report it with the log of the run.'),
  'blender.output_uniform': user('The picture is one flat colour. Check camera, materials and lights.'),
  // media
  'media.video_damaged': operational('Encode it again: the video is damaged or incomplete.'),
  'media.encode_failed': operational('Choose another video format, or look at the log of the run.'),
  'media.blend_damaged': operational('Export it again: the .blend does not hold what it should.'),
  'media.undecodable': operational('Render it again: the picture file is damaged.'),
  // database
  'database.corrupt': user('Restore the backup, or start fresh and keep the old file.'),
  'database.newer': user('Update the application, restore the backup, or start fresh and keep the old file.'),
  'database.unavailable': user('Decide first what to do with the database.'),
  'database.locked': operational('Close the other HartOMat that uses this data folder, then retry.'),
  'database.write_failed': operational('Check the free space and permissions of the data folder.'),
  // storage
  'storage.busy': user(
    'Try again when no run and no preview is under way and no command line works with the data folder.',
  ),
  'home.unwritable': user('Choose a data folder that you may write to (HARTOMAT_HOME).'),
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
