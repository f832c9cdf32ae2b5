CREATE TABLE `workflow_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`workflow_id` text,
	`base_revision` integer NOT NULL,
	`config` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `workflow_drafts_updated_at` ON `workflow_drafts` (`updated_at`);--> statement-breakpoint
CREATE INDEX `runs_workflow` ON `runs` (`workflow_id`,`queued_at`);