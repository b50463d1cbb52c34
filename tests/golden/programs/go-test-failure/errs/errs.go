// Package errs has no tests.
package errs
