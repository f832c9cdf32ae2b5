CREATE TABLE `node_results` (
	`key` text PRIMARY KEY NOT NULL,
	`node_type` text NOT NULL,
	`workflow_id` text NOT NULL,
	`node_id` text NOT NULL,
	`run_id` text NOT NULL,
	`parts` text NOT NULL,
	`outputs` text NOT NULL,
	`duration_seconds` real NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `node_results_node` ON `node_results` (`workflow_id`,`node_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `node_results_type` ON `node_results` (`node_type`,`created_at`);--> statement-breakpoint
CREATE TABLE `observations` (
	`run_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`instance_id` text,
	`lease_expires_at` text,
	`interruptions` integer NOT NULL,
	`queued_at` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`error` text,
	`core` text NOT NULL,
	`comparison` text,
	`candidate_path` text,
	`heat_map_path` text,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "observations_state_word" CHECK("observations"."state" in ('waiting', 'running', 'done', 'failed', 'timed_out', 'cancelled'))
);
--> statement-breakpoint
CREATE INDEX `observations_state` ON `observations` (`state`,`queued_at`);--> statement-breakpoint
CREATE TABLE `workflow_revisions` (
	`workflow_id` text NOT NULL,
	`number` integer NOT NULL,
	`config` text NOT NULL,
	`sha256` text NOT NULL,
	`note` text NOT NULL,
	`migration` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `number`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`preset` text,
	`latest_revision` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`removed_at` text
);
--> statement-breakpoint
DROP INDEX `media_assets_order_line`;--> statement-breakpoint
DROP INDEX `media_assets_run`;--> statement-breakpoint
ALTER TABLE `media_assets` ADD `role` text DEFAULT 'primary' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `media_assets_file` ON `media_assets` (`order_line_id`,`file_name`);--> statement-breakpoint
CREATE UNIQUE INDEX `media_assets_order_line` ON `media_assets` (`order_line_id`) WHERE role = 'primary';--> statement-breakpoint
CREATE UNIQUE INDEX `media_assets_run` ON `media_assets` (`run_id`) WHERE role = 'primary';--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_run_steps` (
	`run_id` text NOT NULL,
	`executor` text NOT NULL,
	`key` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`node_type` text,
	`state` text NOT NULL,
	`why` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`error` text,
	`cpu_seconds` real,
	`peak_memory_bytes` integer,
	`outputs` text NOT NULL,
	PRIMARY KEY(`run_id`, `executor`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "run_steps_executor" CHECK("__new_run_steps"."executor" in ('legacy', 'graph')),
	CONSTRAINT "run_steps_state" CHECK("__new_run_steps"."state" in ('waiting', 'running', 'done', 'reused', 'failed', 'skipped', 'cancelled'))
);
--> statement-breakpoint
INSERT INTO `__new_run_steps`("run_id", "executor", "key", "position", "label", "node_type", "state", "why", "started_at", "ended_at", "error", "cpu_seconds", "peak_memory_bytes", "outputs") SELECT "run_id", 'legacy', "key", "position", "label", NULL, "state", "why", "started_at", "ended_at", "error", NULL, NULL, '[]' FROM `run_steps`;--> statement-breakpoint
DROP TABLE `run_steps`;--> statement-breakpoint
ALTER TABLE `__new_run_steps` RENAME TO `run_steps`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
ALTER TABLE `artifacts` ADD `frames` integer;--> statement-breakpoint
ALTER TABLE `artifacts` ADD `fps` real;--> statement-breakpoint
ALTER TABLE `cad_files` ADD `thumbnail_path` text;--> statement-breakpoint
ALTER TABLE `output_types` ADD `workflow_revision` integer;--> statement-breakpoint
ALTER TABLE `runs` ADD `lease_expires_at` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `held` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `workflow_id` text REFERENCES workflows(id);--> statement-breakpoint
ALTER TABLE `runs` ADD `workflow_revision_number` integer;--> statement-breakpoint
ALTER TABLE `runs` ADD `reuse` text DEFAULT 'allowed' NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `fallback` text;