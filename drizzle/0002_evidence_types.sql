CREATE TABLE "evidence_type" (
	"slug" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"kind" text NOT NULL,
	"holder" jsonb NOT NULL,
	"stale" text,
	"sensitivity" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "evidence_type_control" (
	"evidence_type" text NOT NULL,
	"control" text NOT NULL,
	"position" smallint NOT NULL,
	"role" text NOT NULL,
	"note" jsonb NOT NULL,
	CONSTRAINT "evidence_type_control_evidence_type_control_pk" PRIMARY KEY("evidence_type","control")
);
--> statement-breakpoint
ALTER TABLE "evidence_type_control" ADD CONSTRAINT "evidence_type_control_evidence_type_evidence_type_slug_fk" FOREIGN KEY ("evidence_type") REFERENCES "public"."evidence_type"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_type_control" ADD CONSTRAINT "evidence_type_control_control_control_id_fk" FOREIGN KEY ("control") REFERENCES "public"."control"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_type_control_control" ON "evidence_type_control" USING btree ("control");