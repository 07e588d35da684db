# Makes ten invented data sets and fits each with an independent mixed model.
#
#   Rscript make.R     (R 4.2, glmmTMB 1.1.5, lme4 1.1-31: r-cran-glmmtmb, r-cran-lme4)
#
# Sets 1 to 6 are one account, sets 7 to 10 ten accounts. The model has a random
# effect of each post, which makes it Poisson-lognormal, with a spread of its own for
# each format, of month and of topic, and for ten accounts a random effect of video by account. results.csv holds log lift of
# video with its standard error: of one account, or (account "mean") of the mean over
# accounts, and for each account its conditional mode.
suppressMessages({library(glmmTMB); library(lme4)})
set.seed(20261122)

account <- function(name, n, median, lift, sigma, mix) {
  day <- sort(sample(0:181, n, replace = TRUE))
  month <- day %/% 30.5
  topic <- sample(c("visa", "culture", "visit"), n, replace = TRUE)
  video <- rbinom(n, 1, mix)
  eta <- log(median) + lift * video + rnorm(7, 0, 0.3)[month + 1] +
    c(visa = 0, culture = 0.2, visit = 0.4)[topic] + rnorm(n, 0, sigma)
  data.frame(account = name, day = day, month = format(as.Date("2026-01-01") + day, "%Y-%m"),
             format = ifelse(video == 1, "video", "image"), video = video, image = 1 - video, topic = topic, value = rpois(n, exp(eta)))
}

results <- NULL
note <- function(set, package, who, est, se)
  results <<- rbind(results, data.frame(set = set, package = package, account = who, log_lift = round(est, 6), se = round(se, 6)))

ones <- list(c(120, 5, 0.5, 0.8), c(120, 50, 0, 0.8), c(200, 2, -0.4, 1), c(60, 20, 0.7, 0.6), c(300, 1, 0.3, 0.9), c(150, 200, 0.2, 1.1))
for (i in seq_along(ones)) {
  p <- ones[[i]]
  d <- account("a", p[1], p[2], p[3], p[4], 0.4)
  d$obs <- factor(seq_len(nrow(d)))
  m <- glmmTMB(value ~ video + (0 + image | obs) + (0 + video | obs) + (1 | month) + (1 | topic), d, family = poisson)
  s <- summary(m)$coefficients$cond["video", ]
  note(i, "glmmTMB", "a", s[1], s[2])
  l <- glmer(value ~ video + (0 + image | obs) + (0 + video | obs) + (1 | month) + (1 | topic), d, family = poisson, control = glmerControl(optimizer = "bobyqa"))
  s <- summary(l)$coefficients["video", ]
  note(i, "lme4", "a", s[1], s[2])
  write.csv(d[, c("account", "day", "format", "topic", "value")], sprintf("%02d.csv", i), row.names = FALSE, quote = FALSE)
}
many <- list(c(5, 0.4, 0.2), c(30, 0, 0.3), c(10, -0.3, 0.15), c(100, 0.2, 0.25))
for (i in seq_along(many)) {
  p <- many[[i]]
  d <- do.call(rbind, lapply(0:9, function(a)
    account(sprintf("a%d", a), 40 + 10 * (a %% 4), p[1] * exp(rnorm(1, 0, 0.8)), p[2] + p[3] * rnorm(1), 0.8, runif(1, 0.25, 0.65))))
  d$obs <- factor(seq_len(nrow(d)))
  m <- glmmTMB(value ~ video + account + (0 + video | account) + (0 + image | obs) + (0 + video | obs) + (1 | account:month) + (1 | account:topic), d, family = poisson)
  s <- summary(m)$coefficients$cond["video", ]
  note(6 + i, "glmmTMB", "mean", s[1], s[2])
  r <- ranef(m)$cond$account
  for (a in rownames(r)) note(6 + i, "glmmTMB", a, s[1] + r[a, "video"], NA)
  write.csv(d[, c("account", "day", "format", "topic", "value")], sprintf("%02d.csv", 6 + i), row.names = FALSE, quote = FALSE)
}
write.csv(results, "results.csv", row.names = FALSE, quote = FALSE)
