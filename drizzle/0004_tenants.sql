CREATE TABLE "api_key" (
	"organization_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "api_key_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "api_key_hash" UNIQUE("organization_id","hash"),
	CONSTRAINT "api_key_name" UNIQUE("organization_id","name"),
	CONSTRAINT "api_key_role" CHECK ("api_key"."role" in ('viewer', 'editor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"organization_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "audit_log_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "certificate" (
	"organization_id" text NOT NULL,
	"framework" text NOT NULL,
	"evidence" uuid NOT NULL,
	"exceptions" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "certificate_organization_id_framework_evidence_pk" PRIMARY KEY("organization_id","framework","evidence")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"organization_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"title" text NOT NULL,
	"type" text,
	"description" text,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"collected_at" date NOT NULL,
	"effective_from" date,
	"effective_to" date,
	"valid_until" date,
	"owner" text,
	"source_uri" text,
	"sha256" text,
	"size" bigint,
	"media_type" text,
	"supersedes" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "evidence_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "evidence_status" CHECK ("evidence"."status" in ('DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED'))
);
--> statement-breakpoint
CREATE TABLE "evidence_link" (
	"organization_id" text NOT NULL,
	"control" text NOT NULL,
	"evidence" uuid NOT NULL,
	"role" text NOT NULL,
	"note" text,
	"accepted_by" text,
	"accepted_at" timestamp with time zone,
	CONSTRAINT "evidence_link_organization_id_control_evidence_pk" PRIMARY KEY("organization_id","control","evidence"),
	CONSTRAINT "evidence_link_role" CHECK ("evidence_link"."role" in ('PROVES', 'SUPPORTS'))
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"organization_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"control" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"opened_at" date NOT NULL,
	"closed_at" date,
	CONSTRAINT "finding_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"organization_id" text NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_organization_id_key_pk" PRIMARY KEY("organization_id","key")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"organization_id" text NOT NULL,
	"subject" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_organization_id_subject_pk" PRIMARY KEY("organization_id","subject"),
	CONSTRAINT "member_role" CHECK ("member"."role" in ('viewer', 'editor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "organization" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "own_verdict" (
	"organization_id" text NOT NULL,
	"control" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"author" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "own_verdict_organization_id_control_pk" PRIMARY KEY("organization_id","control"),
	CONSTRAINT "own_verdict_verdict" CHECK ("own_verdict"."verdict" in ('MET', 'PARTLY', 'NOT_MET', 'NOT_APPLICABLE')),
	CONSTRAINT "own_verdict_reason" CHECK ("own_verdict"."verdict" <> 'NOT_APPLICABLE' or "own_verdict"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "scope" (
	"organization_id" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	CONSTRAINT "scope_organization_id_slug_pk" PRIMARY KEY("organization_id","slug")
);
--> statement-breakpoint
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_of" FOREIGN KEY ("organization_id","evidence") REFERENCES "public"."evidence"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_link" ADD CONSTRAINT "evidence_link_of" FOREIGN KEY ("organization_id","evidence") REFERENCES "public"."evidence"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_verdict" ADD CONSTRAINT "own_verdict_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scope" ADD CONSTRAINT "scope_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificate_evidence" ON "certificate" USING btree ("organization_id","evidence");--> statement-breakpoint
CREATE INDEX "evidence_created" ON "evidence" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "evidence_collected" ON "evidence" USING btree ("organization_id","collected_at","id");--> statement-breakpoint
CREATE INDEX "evidence_link_evidence" ON "evidence_link" USING btree ("organization_id","evidence","control");