package rates

import "testing"

func TestConvertErrors(t *testing.T) {
	if _, err := Convert(1, 0); err == nil {
		t.Fatal("want an error")
	} else {
		t.Logf("got the expected error: %v", err)
	}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		name               string
		cents, rate, wants int
	}{{"same", 100, 100, 100}, {"half", 101, 50, 51}} {
		t.Run(c.name, func(t *testing.T) {
			if got, _ := Convert(c.cents, c.rate); got != c.wants {
				t.Errorf("Convert(%d, %d) = %d, want %d", c.cents, c.rate, got, c.wants)
			}
		})
	}
}
