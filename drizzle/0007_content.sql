CREATE TABLE "content" (
	"organization_id" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"stored_at" timestamp with time zone,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_organization_id_sha256_pk" PRIMARY KEY("organization_id","sha256")
);
--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "file_name" text;--> statement-breakpoint
ALTER TABLE "content" ADD CONSTRAINT "content_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_sha256" ON "evidence" USING btree ("organization_id","sha256") WHERE "evidence"."sha256" is not null;