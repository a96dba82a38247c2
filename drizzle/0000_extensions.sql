-- Full-text search in French and English, whatever the accents and with mistakes in typing.
CREATE EXTENSION IF NOT EXISTS unaccent;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION crosswalk_fr (COPY = french);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION crosswalk_fr
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION crosswalk_en (COPY = english);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION crosswalk_en
  ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
--> statement-breakpoint
-- unaccent() is only STABLE, because its dictionary could be changed; generated columns need IMMUTABLE.
CREATE FUNCTION crosswalk_plain(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lower(unaccent('unaccent'::regdictionary, value));
--> statement-breakpoint
CREATE FUNCTION crosswalk_config(locale text) RETURNS regconfig
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE locale WHEN 'fr' THEN 'crosswalk_fr'::regconfig ELSE 'crosswalk_en'::regconfig END;
--> statement-breakpoint
CREATE FUNCTION crosswalk_words(locale text, title text, summary text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN setweight(to_tsvector(crosswalk_config(locale), coalesce(title, '')), 'A')
      || setweight(to_tsvector(crosswalk_config(locale), coalesce(summary, '')), 'B');
