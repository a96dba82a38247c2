CREATE TABLE "official_text" (
	"organization_id" text NOT NULL,
	"control" text NOT NULL,
	"framework" text NOT NULL,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "official_text_organization_id_control_locale_pk" PRIMARY KEY("organization_id","control","locale")
);
--> statement-breakpoint
CREATE TABLE "own_control" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
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
	"aliases" jsonb NOT NULL,
	CONSTRAINT "own_control_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "own_control_id" CHECK ("own_control"."id" = "own_control"."framework" || '/' || "own_control"."ref")
);
--> statement-breakpoint
CREATE TABLE "own_control_text" (
	"organization_id" text NOT NULL,
	"control" text NOT NULL,
	"locale" text NOT NULL,
	"title" text,
	"summary" text,
	"words" "tsvector" GENERATED ALWAYS AS (crosswalk_words(locale, title, summary)) STORED NOT NULL,
	"plain" text GENERATED ALWAYS AS (crosswalk_plain(coalesce(title, '') || ' ' || coalesce(summary, ''))) STORED NOT NULL,
	CONSTRAINT "own_control_text_organization_id_control_locale_pk" PRIMARY KEY("organization_id","control","locale")
);
--> statement-breakpoint
CREATE TABLE "own_framework" (
	"organization_id" text NOT NULL,
	"slug" text NOT NULL,
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
	"ref_pattern" text NOT NULL,
	CONSTRAINT "own_framework_organization_id_slug_pk" PRIMARY KEY("organization_id","slug"),
	CONSTRAINT "own_framework_slug" CHECK (starts_with("own_framework"."slug", "own_framework"."organization_id" || ':'))
);
--> statement-breakpoint
CREATE TABLE "own_mapping" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"set" text NOT NULL,
	"position" integer NOT NULL,
	"mask" smallint NOT NULL,
	"same_wording" boolean NOT NULL,
	"rationale_kind" text NOT NULL,
	"rationale" jsonb,
	"residual" jsonb,
	"surplus" jsonb,
	"strength" smallint,
	"confidence" text,
	CONSTRAINT "own_mapping_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "own_mapping_end" (
	"organization_id" text NOT NULL,
	"mapping" text NOT NULL,
	"side" text NOT NULL,
	"control" text NOT NULL,
	"position" smallint NOT NULL,
	"shares" jsonb,
	CONSTRAINT "own_mapping_end_organization_id_mapping_side_control_pk" PRIMARY KEY("organization_id","mapping","side","control")
);
--> statement-breakpoint
CREATE TABLE "own_mapping_set" (
	"organization_id" text NOT NULL,
	"slug" text NOT NULL,
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
	"to_frameworks" text[] NOT NULL,
	CONSTRAINT "own_mapping_set_organization_id_slug_pk" PRIMARY KEY("organization_id","slug"),
	CONSTRAINT "own_mapping_set_slug" CHECK (starts_with("own_mapping_set"."slug", "own_mapping_set"."organization_id" || ':')),
	CONSTRAINT "own_mapping_set_origin" CHECK ("own_mapping_set"."origin" = 'OWN')
);
--> statement-breakpoint
CREATE TABLE "own_revision" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"revision" bigint NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "own_source" (
	"organization_id" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"publisher" text NOT NULL,
	"date" text NOT NULL,
	"url" text NOT NULL,
	"terms" jsonb NOT NULL,
	CONSTRAINT "own_source_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "own_unmapped" (
	"organization_id" text NOT NULL,
	"set" text NOT NULL,
	"control" text NOT NULL,
	"framework" text NOT NULL,
	"reason" jsonb NOT NULL,
	CONSTRAINT "own_unmapped_organization_id_set_control_framework_pk" PRIMARY KEY("organization_id","set","control","framework")
);
--> statement-breakpoint
ALTER TABLE "official_text" ADD CONSTRAINT "official_text_of" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_control" ADD CONSTRAINT "own_control_of" FOREIGN KEY ("organization_id","framework") REFERENCES "public"."own_framework"("organization_id","slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_control" ADD CONSTRAINT "own_control_below" FOREIGN KEY ("organization_id","parent") REFERENCES "public"."own_control"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_control_text" ADD CONSTRAINT "own_control_text_of" FOREIGN KEY ("organization_id","control") REFERENCES "public"."own_control"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_framework" ADD CONSTRAINT "own_framework_of" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_mapping" ADD CONSTRAINT "own_mapping_of" FOREIGN KEY ("organization_id","set") REFERENCES "public"."own_mapping_set"("organization_id","slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_mapping_end" ADD CONSTRAINT "own_mapping_end_of" FOREIGN KEY ("organization_id","mapping") REFERENCES "public"."own_mapping"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_mapping_set" ADD CONSTRAINT "own_mapping_set_of" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_revision" ADD CONSTRAINT "own_revision_of" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_source" ADD CONSTRAINT "own_source_of" FOREIGN KEY ("organization_id","id") REFERENCES "public"."own_framework"("organization_id","slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_unmapped" ADD CONSTRAINT "own_unmapped_of" FOREIGN KEY ("organization_id","set") REFERENCES "public"."own_mapping_set"("organization_id","slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "official_text_framework" ON "official_text" USING btree ("organization_id","framework");--> statement-breakpoint
CREATE INDEX "own_control_framework" ON "own_control" USING btree ("organization_id","framework","position");--> statement-breakpoint
CREATE INDEX "own_control_parent" ON "own_control" USING btree ("organization_id","parent");--> statement-breakpoint
CREATE INDEX "own_mapping_set_position" ON "own_mapping" USING btree ("organization_id","set","position");