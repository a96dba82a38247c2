CREATE TABLE "control" (
	"id" text PRIMARY KEY NOT NULL,
	"framework" text NOT NULL,
	"ref" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"parent" text,
	"normativity" text,
	"service_models" text[] NOT NULL,
	"parameters" jsonb NOT NULL,
	"duties" jsonb NOT NULL,
	"documents" text[] NOT NULL,
	"see" text[] NOT NULL,
	"tags" text[] NOT NULL,
	"items" text,
	"attributes" jsonb,
	"aliases" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control_text" (
	"control" text NOT NULL,
	"locale" text NOT NULL,
	"title" text,
	"summary" text,
	"words" "tsvector" GENERATED ALWAYS AS (crosswalk_words(locale, title, summary)) STORED NOT NULL,
	"plain" text GENERATED ALWAYS AS (crosswalk_plain(coalesce(title, '') || ' ' || coalesce(summary, ''))) STORED NOT NULL,
	CONSTRAINT "control_text_control_locale_pk" PRIMARY KEY("control","locale")
);
--> statement-breakpoint
CREATE TABLE "dataset_revision" (
	"singleton" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"revision" text NOT NULL,
	"seeded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "framework" (
	"slug" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"short_title" text NOT NULL,
	"publisher" text NOT NULL,
	"region" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"type" text NOT NULL,
	"sector" jsonb NOT NULL,
	"edition" text NOT NULL,
	"issued" text NOT NULL,
	"effective" text,
	"adoption" jsonb NOT NULL,
	"service_models" text[] NOT NULL,
	"source" text NOT NULL,
	"supersedes" text,
	"ref_pattern" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mapping" (
	"id" text PRIMARY KEY NOT NULL,
	"set" text NOT NULL,
	"position" integer NOT NULL,
	"mask" smallint NOT NULL,
	"same_wording" boolean NOT NULL,
	"rationale_kind" text NOT NULL,
	"rationale" jsonb,
	"residual" jsonb,
	"surplus" jsonb,
	"strength" smallint,
	"confidence" text
);
--> statement-breakpoint
CREATE TABLE "mapping_end" (
	"mapping" text NOT NULL,
	"side" text NOT NULL,
	"control" text NOT NULL,
	"position" smallint NOT NULL,
	"shares" jsonb,
	CONSTRAINT "mapping_end_mapping_side_control_pk" PRIMARY KEY("mapping","side","control")
);
--> statement-breakpoint
CREATE TABLE "mapping_set" (
	"slug" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"origin" text NOT NULL,
	"publisher" text NOT NULL,
	"source" text,
	"date" text NOT NULL,
	"terms" jsonb NOT NULL,
	"remarks" jsonb,
	"method" text NOT NULL,
	"status" text NOT NULL,
	"rationale_kind" text NOT NULL,
	"from_framework" text NOT NULL,
	"to_frameworks" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"publisher" text NOT NULL,
	"date" text NOT NULL,
	"url" text NOT NULL,
	"terms" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unmapped" (
	"set" text NOT NULL,
	"control" text NOT NULL,
	"framework" text NOT NULL,
	"reason" jsonb NOT NULL,
	CONSTRAINT "unmapped_set_control_framework_pk" PRIMARY KEY("set","control","framework")
);
--> statement-breakpoint
ALTER TABLE "control" ADD CONSTRAINT "control_framework_framework_slug_fk" FOREIGN KEY ("framework") REFERENCES "public"."framework"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control" ADD CONSTRAINT "control_parent_control_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."control"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control_text" ADD CONSTRAINT "control_text_control_control_id_fk" FOREIGN KEY ("control") REFERENCES "public"."control"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "framework" ADD CONSTRAINT "framework_source_source_id_fk" FOREIGN KEY ("source") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping" ADD CONSTRAINT "mapping_set_mapping_set_slug_fk" FOREIGN KEY ("set") REFERENCES "public"."mapping_set"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_end" ADD CONSTRAINT "mapping_end_mapping_mapping_id_fk" FOREIGN KEY ("mapping") REFERENCES "public"."mapping"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_end" ADD CONSTRAINT "mapping_end_control_control_id_fk" FOREIGN KEY ("control") REFERENCES "public"."control"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_set" ADD CONSTRAINT "mapping_set_source_source_id_fk" FOREIGN KEY ("source") REFERENCES "public"."source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_set" ADD CONSTRAINT "mapping_set_from_framework_framework_slug_fk" FOREIGN KEY ("from_framework") REFERENCES "public"."framework"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmapped" ADD CONSTRAINT "unmapped_set_mapping_set_slug_fk" FOREIGN KEY ("set") REFERENCES "public"."mapping_set"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmapped" ADD CONSTRAINT "unmapped_control_control_id_fk" FOREIGN KEY ("control") REFERENCES "public"."control"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unmapped" ADD CONSTRAINT "unmapped_framework_framework_slug_fk" FOREIGN KEY ("framework") REFERENCES "public"."framework"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "control_framework_position" ON "control" USING btree ("framework","position");--> statement-breakpoint
CREATE INDEX "control_parent" ON "control" USING btree ("parent");--> statement-breakpoint
CREATE INDEX "control_text_words" ON "control_text" USING gin ("words");--> statement-breakpoint
CREATE INDEX "control_text_plain" ON "control_text" USING gin ("plain" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "mapping_set_position" ON "mapping" USING btree ("set","position");--> statement-breakpoint
CREATE INDEX "mapping_end_control" ON "mapping_end" USING btree ("control","side");