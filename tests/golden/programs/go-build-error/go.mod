module example.org/acme/build-error

go 1.19
