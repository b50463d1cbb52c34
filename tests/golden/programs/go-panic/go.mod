module example.org/acme/panic

go 1.19
