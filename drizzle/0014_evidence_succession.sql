DROP INDEX "evidence_last_day";--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "replaced_from" date;--> statement-breakpoint
-- Versions accepted before this column was there. The owner, too, is bound by the row security of 0005, and acts for no
-- organization: it is let in for this one statement.
ALTER TABLE "evidence" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
WITH RECURSIVE replaced AS (
  SELECT organization_id, supersedes AS id, coalesce(effective_from, collected_at) AS day
  FROM evidence WHERE status = 'ACCEPTED' AND supersedes IS NOT NULL
  UNION
  SELECT r.organization_id, e.supersedes, r.day
  FROM replaced r JOIN evidence e ON e.organization_id = r.organization_id AND e.id = r.id
  WHERE e.supersedes IS NOT NULL
)
UPDATE evidence e SET replaced_from = r.day
FROM (SELECT organization_id, id, min(day) AS day FROM replaced GROUP BY organization_id, id) r
WHERE e.organization_id = r.organization_id AND e.id = r.id;--> statement-breakpoint
ALTER TABLE "evidence" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "evidence_supersedes" ON "evidence" USING btree ("organization_id","supersedes") WHERE "evidence"."supersedes" is not null;--> statement-breakpoint
CREATE INDEX "evidence_last_day" ON "evidence" USING btree ("organization_id",least(coalesce("valid_until", "effective_to", 'infinity'), "replaced_from" - 1),"id") WHERE "evidence"."status" = 'ACCEPTED';
