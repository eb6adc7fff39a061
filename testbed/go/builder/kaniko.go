package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

var started = time.Now()

// steps are the words of a STORY:
//
//	info TEXT     a line of Kaniko's own
//	print TEXT    a line of whatever a build step prints
//	wait SECONDS
//	await URL     waits until URL answers 200
//	check         looks whether it may push, as Kaniko does before it builds
//	push          pushes to every destination
//	eat MIB       takes that much memory
//	exit CODE     ends
var steps = map[string]func(k *kaniko, argument string){
	"info":  func(k *kaniko, text string) { k.info(text) },
	"print": func(k *kaniko, text string) { fmt.Println(text) },
	"wait":  func(k *kaniko, seconds string) { time.Sleep(time.Duration(number(seconds)) * time.Second) },
	"await": func(k *kaniko, url string) { await(url) },
	"check": func(k *kaniko, _ string) { k.check() },
	"push":  func(k *kaniko, _ string) { k.push() },
	"eat":   func(k *kaniko, mib string) { eat(mib) },
	"exit":  func(k *kaniko, code string) { k.exit = number(code); k.ended = true },
}

type kaniko struct {
	destinations []string
	ended        bool
	exit         int
}

func build(arguments []string, story string) int {
	k := &kaniko{}
	for _, argument := range arguments {
		name, value, _ := strings.Cut(argument, "=")
		switch name {
		case "--destination", "-d":
			k.destinations = append(k.destinations, value)
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(story), "\n") {
		word, argument, _ := strings.Cut(strings.TrimSpace(line), " ")
		step, known := steps[word]
		if !known {
			fmt.Fprintf(os.Stderr, "builder: what is %q?\n", line)
			return 64
		}
		if step(k, argument); k.ended {
			return k.exit
		}
	}
	return 0
}

// info prints as Kaniko's logger does to a pipe: colours, seconds since the start, padded.
func (k *kaniko) info(text string) {
	fmt.Printf("\x1b[36mINFO\x1b[0m[%04d] %-44s \n", int(time.Since(started).Seconds()), text)
}

func (k *kaniko) warn(text string) {
	fmt.Printf("\x1b[33mWARN\x1b[0m[%04d] %-44s \n", int(time.Since(started).Seconds()), text)
}

func (k *kaniko) fail(format string, arguments ...any) {
	fmt.Printf(format+"\n", arguments...)
	k.exit = 1
	k.ended = true
}

func (k *kaniko) check() {
	for _, destination := range k.destinations {
		if err := mayPush(destination); err != nil {
			k.warn("make sure you entered the correct tag name, that you are authenticated correctly, and try again.")
			k.fail("error checking push permissions: checking push permission for %q: %v", destination, err)
			return
		}
	}
}

func (k *kaniko) push() {
	box, err := os.ReadFile("/bin/busybox")
	if err != nil {
		k.fail("error pushing image: %v", err)
		return
	}
	// What makes one build's content another's.
	nonce := make([]byte, 16)
	rand.Read(nonce)
	files := append(toolbox(box), file{"build", []byte(hex.EncodeToString(nonce)), ""})
	for _, destination := range k.destinations {
		k.info("Pushing image to " + destination)
		digest, err := pushAgain(k, destination, files)
		if err != nil {
			k.fail("error pushing image: failed to push to destination %s: %v", destination, err)
			return
		}
		k.info("Pushed " + repository(destination) + "@" + digest)
	}
}

// pushAgain tries as often as Kaniko does with --push-retry=6, waiting longer each time.
func pushAgain(k *kaniko, destination string, files []file) (digest string, err error) {
	for wait := time.Second; ; wait *= 2 {
		digest, err = push(destination, "/bin/sh", files)
		if err == nil || wait > 32*time.Second || !isRefused(err) {
			return digest, err
		}
		k.warn(fmt.Sprintf("Retrying operation after %v due to %v", wait, err))
		time.Sleep(wait)
	}
}

func await(url string) {
	for {
		if response, err := http.Get(url); err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func eat(mib string) {
	eaten := make([][]byte, 0)
	for i := 0; i < number(mib); i++ {
		piece := make([]byte, 1<<20)
		for at := 0; at < len(piece); at += 4096 {
			piece[at] = 1
		}
		eaten = append(eaten, piece)
	}
	fmt.Println(len(eaten), "MiB")
}

func number(text string) int {
	n := 0
	fmt.Sscan(text, &n)
	return n
}
