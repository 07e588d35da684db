-- What each metric adds up on each platform, and from when to when its counters mean
-- that. Written from docs/method.md, not from the program.
CREATE TABLE formulas(platform VARCHAR, metric VARCHAR, counters VARCHAR[], valid_from TIMESTAMP, valid_to TIMESTAMP);

INSERT INTO formulas
SELECT platform, 'interactions_public', counters, NULL, NULL FROM (VALUES
  ('facebook', ['likes', 'replies', 'shares']), ('mastodon', ['likes', 'replies', 'shares']), ('telegram', ['likes', 'replies', 'shares']),
  ('tiktok', ['likes', 'replies', 'shares']), ('linkedin', ['likes', 'replies', 'shares']),
  ('instagram', ['likes', 'replies']), ('youtube', ['likes', 'replies']),
  ('x', ['likes', 'replies', 'shares', 'quotes']), ('bluesky', ['likes', 'replies', 'shares', 'quotes']),
  ('threads', ['likes', 'replies', 'shares', 'quotes'])) AS f(platform, counters);
INSERT INTO formulas
SELECT platform, 'interactions_owned', counters, NULL, NULL FROM (VALUES
  ('instagram', ['likes', 'replies', 'saves', 'shares']), ('tiktok', ['likes', 'replies', 'shares', 'saves']),
  ('x', ['likes', 'replies', 'shares', 'quotes', 'saves']), ('bluesky', ['likes', 'replies', 'shares', 'quotes', 'saves'])) AS f(platform, counters);
INSERT INTO formulas
SELECT platform, metric, counters, NULL, NULL FROM
  (SELECT platform FROM formulas WHERE metric = 'interactions_public'),
  (VALUES ('approval', ['likes']), ('conversation', ['replies']), ('shares', ['shares'])) AS g(metric, counters);
INSERT INTO formulas
SELECT platform, 'redistribution', CASE WHEN platform IN ('x', 'bluesky', 'threads') THEN ['shares', 'quotes'] ELSE ['shares'] END, NULL, NULL
FROM formulas WHERE metric = 'interactions_public';
INSERT INTO formulas VALUES
  ('facebook', 'reach', ['reach'], NULL, '2026-06-15'), ('facebook', 'viewers', ['reach'], '2026-06-15', NULL),
  ('instagram', 'reach', ['reach'], NULL, NULL), ('linkedin', 'reach', ['reach'], NULL, NULL), ('tiktok', 'reach', ['reach'], NULL, NULL),
  ('facebook', 'impressions', ['impressions'], NULL, '2025-11-15'), ('instagram', 'impressions', ['impressions'], NULL, '2025-04-21'),
  ('x', 'impressions', ['impressions'], NULL, NULL), ('linkedin', 'impressions', ['impressions'], NULL, NULL),
  ('youtube', 'impressions', ['impressions'], NULL, NULL),
  ('facebook', 'views', ['views'], '2025-11-15', NULL), ('instagram', 'views', ['views'], '2025-04-21', NULL),
  ('threads', 'views', ['views'], NULL, NULL), ('x', 'views', ['views'], NULL, NULL), ('youtube', 'views', ['views'], NULL, NULL),
  ('tiktok', 'views', ['views'], NULL, NULL), ('linkedin', 'views', ['views'], NULL, NULL), ('telegram', 'views', ['views'], NULL, NULL);

-- Rates: interactions over one denominator.
CREATE TABLE rates(rate VARCHAR, per VARCHAR);
INSERT INTO rates VALUES ('er_followers', NULL), ('er_reach', 'reach'), ('er_viewers', 'viewers'), ('er_impressions', 'impressions'), ('er_views', 'views');
