package main

import (
	"fmt"
	"sync"
)

type session struct{ user *string }

func greet(s *session) string { return "hello " + *s.user }

func worker(id int, wait *sync.WaitGroup) {
	defer wait.Done()
	name := "ann"
	s := &session{user: &name}
	if id == 2 {
		s.user = nil
	}
	fmt.Println(greet(s), "(0 errors)")
}

func main() {
	var wait sync.WaitGroup
	for id := 0; id < 3; id++ {
		wait.Add(1)
		go worker(id, &wait)
		wait.Wait()
	}
}
