CREATE TABLE `node_uses` (
	`workflow_id` text NOT NULL,
	`node_id` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`workflow_id`, `node_id`),
	FOREIGN KEY (`key`) REFERENCES `node_results`(`key`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `node_uses_key` ON `node_uses` (`key`);--> statement-breakpoint
ALTER TABLE `node_results` ADD `used_at` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `node_results` SET `used_at` = `created_at`;--> statement-breakpoint
INSERT OR REPLACE INTO `node_uses` (`workflow_id`, `node_id`, `key`) SELECT `workflow_id`, `node_id`, `key` FROM `node_results` ORDER BY `created_at`, rowid;
