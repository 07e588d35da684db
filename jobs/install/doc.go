// Package install writes the entries by which schedulers that people have already
// start Tailor: systemd, cron, Windows' Task Scheduler, Kubernetes and Airflow.
//
// Every entry does the same: it calls "tailor schedule --once" every fifteen minutes.
// When a job is due stands in the settings alone, and what was done in the record of
// runs; so an entry is never changed again, one that is called too often does nothing,
// and one that was not called for a week catches up.
package install
