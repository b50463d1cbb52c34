package main

import (
	"fmt"
	"os"
)

func port() int {
	return "8080"
}

func main() {
	fmt.Println(prot())
}
