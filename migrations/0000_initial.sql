CREATE TABLE `app_state` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `artifacts` (
	`sha256` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`path` text NOT NULL,
	`bytes` integer NOT NULL,
	`width` integer,
	`height` integer,
	`pixel_hash` text,
	`provenance` text,
	`created_at` text NOT NULL,
	CONSTRAINT "artifacts_kind" CHECK("artifacts"."kind" in ('still_image', 'turntable_video', 'blend_asset', 'model_export', 'thumbnail_image'))
);
--> statement-breakpoint
CREATE TABLE `cad_files` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`parts` integer NOT NULL,
	`manifest_path` text NOT NULL,
	`glb_path` text NOT NULL,
	`step_path` text,
	`imported_at` text NOT NULL,
	`import_seconds` real NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cad_files_sha256` ON `cad_files` (`sha256`);--> statement-breakpoint
CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `media_assets` (
	`id` text PRIMARY KEY NOT NULL,
	`order_line_id` text NOT NULL,
	`run_id` text NOT NULL,
	`product_id` text NOT NULL,
	`artifact_sha256` text NOT NULL,
	`file_name` text NOT NULL,
	`thumbnail_path` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`order_line_id`) REFERENCES `order_lines`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`artifact_sha256`) REFERENCES `artifacts`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_assets_order_line` ON `media_assets` (`order_line_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `media_assets_run` ON `media_assets` (`run_id`);--> statement-breakpoint
CREATE INDEX `media_assets_product` ON `media_assets` (`product_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `media_assets_created_at` ON `media_assets` (`created_at`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`run_id` text,
	`product_id` text,
	`created_at` text NOT NULL,
	`read_at` text,
	CONSTRAINT "notices_kind" CHECK("notices"."kind" in ('delivered', 'failed', 'parked', 'info'))
);
--> statement-breakpoint
CREATE INDEX `notices_created_at` ON `notices` (`created_at`);--> statement-breakpoint
CREATE TABLE `order_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`number` text NOT NULL,
	`product_id` text NOT NULL,
	`output_type_id` text NOT NULL,
	`ordered` text,
	`state` text NOT NULL,
	`created_at` text NOT NULL,
	`delivered_at` text,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`output_type_id`) REFERENCES `output_types`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "order_lines_state" CHECK("order_lines"."state" in ('open', 'delivered', 'cancelled'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `order_lines_number` ON `order_lines` (`number`);--> statement-breakpoint
CREATE INDEX `order_lines_order` ON `order_lines` (`order_id`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number` ON `orders` (`number`);--> statement-breakpoint
CREATE TABLE `output_types` (
	`id` text PRIMARY KEY NOT NULL,
	`family` text NOT NULL,
	`artifact_kind` text NOT NULL,
	`format` text NOT NULL,
	`workflow_id` text,
	`rollout_mode` text,
	`profile` text NOT NULL,
	`renderer` text NOT NULL,
	`name` text NOT NULL,
	`code` text NOT NULL,
	`category` text NOT NULL,
	`description` text NOT NULL,
	`active` integer NOT NULL,
	CONSTRAINT "output_types_family" CHECK("output_types"."family" in ('cad_file', 'order_line')),
	CONSTRAINT "output_types_artifact_kind" CHECK("output_types"."artifact_kind" in ('still_image', 'turntable_video', 'blend_asset', 'model_export', 'thumbnail_image')),
	CONSTRAINT "output_types_rollout_mode" CHECK("output_types"."rollout_mode" in ('legacy', 'graph', 'shadow'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `output_types_code` ON `output_types` (`code`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`article_number` text NOT NULL,
	`category` text NOT NULL,
	`cad_file_id` text,
	`rules` text NOT NULL,
	`unmatched_parts` integer NOT NULL,
	`is_sample` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`removed_at` text,
	FOREIGN KEY (`cad_file_id`) REFERENCES `cad_files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `products_name` ON `products` (`name`);--> statement-breakpoint
CREATE INDEX `products_cad_file` ON `products` (`cad_file_id`);--> statement-breakpoint
CREATE TABLE `run_log` (
	`run_id` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	`level` text NOT NULL,
	`source` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`run_id`, `seq`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "run_log_level" CHECK("run_log"."level" in ('debug', 'info', 'warn', 'error'))
);
--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`order_line_id` text NOT NULL,
	`mode` text NOT NULL,
	`state` text NOT NULL,
	`priority` text NOT NULL,
	`attempt` integer NOT NULL,
	`retry_of` text,
	`queued_at` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`instance_id` text,
	`interruptions` integer NOT NULL,
	`error` text,
	`folder` text,
	`order_line` text NOT NULL,
	`product` text NOT NULL,
	`output_type` text NOT NULL,
	`workflow_revision` text,
	`executor` text NOT NULL,
	`blender_version` text,
	`blender_runtime` text,
	`device_used` text,
	`engine` text,
	`samples` integer,
	`seed` integer,
	`width` integer,
	`height` integer,
	`frames` integer,
	`duration_seconds` real,
	`peak_memory_bytes` integer,
	`exit_code` integer,
	`output_path` text,
	`output_sha256` text,
	`pixel_hash` text,
	FOREIGN KEY (`order_line_id`) REFERENCES `order_lines`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`retry_of`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "runs_state_word" CHECK("runs"."state" in ('waiting', 'running', 'delivered', 'failed', 'cancelled', 'parked')),
	CONSTRAINT "runs_priority_word" CHECK("runs"."priority" in ('low', 'normal', 'high')),
	CONSTRAINT "runs_mode_word" CHECK("runs"."mode" in ('legacy', 'graph', 'shadow'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `runs_number` ON `runs` (`number`);--> statement-breakpoint
CREATE INDEX `runs_order_line` ON `runs` (`order_line_id`);--> statement-breakpoint
CREATE INDEX `runs_state` ON `runs` (`state`,`queued_at`);--> statement-breakpoint
CREATE INDEX `runs_queued_at` ON `runs` (`queued_at`);--> statement-breakpoint
CREATE TABLE `run_steps` (
	`run_id` text NOT NULL,
	`key` text NOT NULL,
	`position` integer NOT NULL,
	`label` text NOT NULL,
	`state` text NOT NULL,
	`why` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`error` text,
	PRIMARY KEY(`run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "run_steps_state" CHECK("run_steps"."state" in ('waiting', 'running', 'done', 'reused', 'failed', 'skipped', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE `templates` (
	`id` text PRIMARY KEY NOT NULL,
	`template` text NOT NULL,
	`created_at` text NOT NULL
);
