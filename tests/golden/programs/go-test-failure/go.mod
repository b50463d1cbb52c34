module example.org/acme/test-failure

go 1.19
