-- The check of a foreign key looks one piece up by its key. Of indexes that seem to cost it the same, as all do before the
-- table was ever analysed, PostgreSQL takes the youngest that has both columns: of a large import in the first minute it read
-- all pieces of the organization for each link, through "evidence_collected". So the key is made once more, as the youngest.
ALTER TABLE "evidence_link" DROP CONSTRAINT "evidence_link_of";--> statement-breakpoint
ALTER TABLE "certificate" DROP CONSTRAINT "certificate_of";--> statement-breakpoint
ALTER TABLE "evidence" DROP CONSTRAINT "evidence_organization_id_id_pk";--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_organization_id_id_pk" PRIMARY KEY("organization_id","id");--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_of" FOREIGN KEY ("organization_id","evidence") REFERENCES "public"."evidence"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_link" ADD CONSTRAINT "evidence_link_of" FOREIGN KEY ("organization_id","evidence") REFERENCES "public"."evidence"("organization_id","id") ON DELETE cascade ON UPDATE no action;
