-- Tables that a lake may lack, with the columns that are asked for.
CREATE TABLE account_snapshots(account_id VARCHAR, platform VARCHAR, month VARCHAR, observed_at TIMESTAMP, source VARCHAR, followers BIGINT);
CREATE TABLE post_labels(post_id VARCHAR, format VARCHAR);
CREATE TABLE post_snapshots(post_id VARCHAR, platform VARCHAR, observed_at TIMESTAMP, source VARCHAR, lifetime BOOLEAN, likes BIGINT, shares BIGINT, replies BIGINT,
  quotes BIGINT, views BIGINT, impressions BIGINT, reach BIGINT, saves BIGINT, missing VARCHAR);
CREATE TABLE maturity_sums(platform VARCHAR, month VARCHAR, metric VARCHAR, age_hours BIGINT, posts BIGINT, sum_now_fixed BIGINT, sum_final_fixed BIGINT,
  sum_final_sq_high BIGINT, sum_final_sq_low BIGINT, sum_ratio_fixed BIGINT, sum_ratio_sq_fixed BIGINT);
CREATE TABLE maturity(platform VARCHAR, month VARCHAR, metric VARCHAR, age_hours BIGINT, share DOUBLE, std_err DOUBLE, spread DOUBLE, posts BIGINT);
CREATE TABLE group_rates(account_id VARCHAR, platform VARCHAR, month VARCHAR, format VARCHAR, rate VARCHAR, age VARCHAR, paid VARCHAR, posts BIGINT, n BIGINT,
  numerator_fixed BIGINT, denominator_fixed BIGINT, er_sum DOUBLE, er_median DOUBLE);
CREATE TABLE account_metrics(account_id VARCHAR, platform VARCHAR, month VARCHAR, metric VARCHAR, "start" BIGINT, "end" BIGINT, value DOUBLE, missing VARCHAR);
CREATE TABLE overperformance(post_id VARCHAR, age VARCHAR, actual DOUBLE, n BIGINT, expected DOUBLE, value DOUBLE, missing VARCHAR);
CREATE TABLE mood(mission VARCHAR, period_kind VARCHAR, period VARCHAR, weeks VARCHAR[], breakdown VARCHAR, basis VARCHAR, questions BIGINT, answered BIGINT, answer_seconds DOUBLE);
