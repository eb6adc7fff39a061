module verdict.dev/testbed/builder

go 1.26.0
