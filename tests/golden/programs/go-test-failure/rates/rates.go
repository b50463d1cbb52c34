// Package rates converts amounts.
package rates

import "fmt"

// Convert multiplies cents by a rate in percent.
func Convert(cents, percent int) (int, error) {
	if percent <= 0 {
		return 0, fmt.Errorf("error: rate %d is not positive", percent)
	}
	return cents * percent / 100, nil
}
