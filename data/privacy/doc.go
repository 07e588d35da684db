// Package privacy keeps the people who reply from being identified: it masks
// texts, counts authors under keys that are destroyed, decides what may be
// published, and asks for a legal basis before anything is collected.
//
//   - [Gate] refuses to collect replies before a unit has settled on what ground.
//   - [Masker] takes handles, addresses and numbers out of texts.
//   - [Keys] turns authors into pseudonyms of one platform and week. [DueSeals]
//     says when a week closes; [SealAuthors] then leaves three integers of its
//     authors, and [Keys.DestroyWeek] ends the key.
//   - [CountWeeks] and [Plan] say which cells of the mood table may be shown.
//   - [Consent] says whether a survey may be read, [CommonAnswers] and [CommonValues]
//     what of it may be stored, and [PlanBallot] what of it may be shown.
//   - [Round5] blurs shares, [Widen5] their intervals.
//   - [ForbiddenColumn] guards the schemas.
//
// # What the suppressor promises
//
// The attacker knows everything published, the rule, who is in which group, and
// how many replies each post, account, week, topic and language got: counts of
// replies are public. Secret is what the replies of a few people say. The promise
// is: for a breakdown of a mission (by account, format, topic or language), no
// published cell, and no set of replies whose class counts follow exactly from
// published cells of that breakdown and the published totals by adding and
// subtracting, was written by fewer than K distinct people. And in no published
// cell does one person have more than half of the replies.
//
// What is known of authors is little, on purpose: per platform, week and value of
// one dimension, how many there were and how many replies the busiest wrote.
// Keys change with platform and week, so two people counted on two platforms or in
// two weeks may be one. Hence bounds: of distinct authors the maximum over
// platforms and weeks, never the sum; of the busiest author's replies the sum,
// never the maximum. Within one platform and week people can be told apart, and
// the authors of all replies less the authors of some values are a lower bound for
// those of the rest. [Rule] is asked of these bounds, so it errs on the side of
// not showing.
//
// # Why the promise holds
//
// Fix a breakdown. An atom is one value in one week; only atoms with replies
// matter, and which these are is public. Published cells are sets of atoms: totals
// T (whole weeks) and groups G (some values in the weeks of their publication). Plan
// sees to four things:
//
//  1. Totals hold no week in common; neither do two publications of the breakdown.
//  2. The groups of a publication divide the replies of its weeks, all of them.
//  3. The weeks of a publication are a union of published totals, whose authors
//     are known and satisfy the rule.
//  4. Every group satisfies the rule.
//
// A set of atoms D can be told exactly if and only if its indicator is a linear
// combination of the indicators of cells. By 1 and 3 a combination falls apart into
// the totals outside all publications, where D is a union of totals, and, for each
// publication by itself, a combination of its totals and groups. There let t(i) be
// the weight of total i and -g(k) that of group k. An atom in both has the weight
// t(i) - g(k), which must be 0 or 1 wherever total i and group k share a reply. Draw
// a graph with totals and groups as nodes and an edge for each such pair. Cut the
// weights at any level c that separates nodes: let S be the nodes with weight at or
// above c. Since t(i) - g(k) is never negative, a group in S has all its totals in
// S; since it is never above 1, D is the disjoint union of such cuts, one per
// level. So it is enough to look at one cut: a set Y of groups in S, with all totals
// N(Y) that touch them and perhaps more. It tells
//
//	D = replies of groups outside Y in the totals of S.
//
// A total of S that touches no group of Y lies in D whole, and a set that contains
// a set that holds has K people too. What remains are the
//
//	D(Y) = T(N(Y)) - G(Y)
//
// for all sets Y of groups. Of the Y with equal N(Y) the largest gives the smallest
// D. If D(Y) is not empty it must satisfy the rule; this is what is checked before
// a publication, and groups are merged until it does. In a publication of one
// total, in particular of one week, there is nothing to check. If no cell of the
// table of totals and groups is empty every D(Y) is empty: trouble comes from empty
// cells alone, which is the known result for tables with published margins
// (Gusfield, A graph theoretic approach to statistical data security, SIAM J.
// Comput. 17, 1988).
//
// The same is checked once more with every week as a total of its own, because how
// a mission answers (questions, answers, time) is shown for its total in each week.
// For these counters the promise is that no difference of a breakdown and weekly
// totals has fewer than K people unless it holds a whole week.
//
// Rule 3 is why a week whose total is withheld is withheld from breakdowns: their
// groups add up to the total. Frozen publications and equal checks for every later
// one make the order of publishing irrelevant. The tests compute the linear span
// without any of this reasoning and count the people in every set it tells.
//
// # What is not promised
//
//   - Two breakdowns of the same weeks are not checked against each other. If all
//     replies to account A are replies to videos, "video" less "A" is known, however
//     few people it holds. To rule it out one would need authors by account and
//     format, the two-way table that must not exist. What stands against it are the
//     steps of 5 points, the correction for the scorer's errors, and that class
//     counts are never shown.
//   - Little is said of bounds. That all replies of a cell are negative, or all
//     positive, is never told: at most 95 of a hundred are, within an interval that
//     holds 95. Still, of one out of twenty in such a cell more is known than of
//     anybody; it is no differential privacy.
//   - Who knows what many people in a cell wrote, for instance because they are a
//     group of K-1 friends, can subtract that.
//   - Which periods and groups are missing tells that few people wrote there.
//   - Replies without known authors are shown by number of replies and posts, for
//     the mission alone, and marked: nothing is known of how many people wrote them.
package privacy
