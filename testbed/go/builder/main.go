// Builder is everything that runs in the containers of the testbed.
//
//	/kaniko/executor --destination=REPOSITORY:TAG ...   stands in for Kaniko: prints its lines, really pushes
//	/pause                                              holds a pod's namespaces
//	builder images REGISTRY BUSYBOX                     pushes the images with which a node starts
//
// What the stand-in does is written in the variable STORY, a step a line; see [steps].
package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

func main() {
	switch filepath.Base(os.Args[0]) {
	case "pause":
		pause()
	case "executor":
		os.Exit(build(os.Args[1:], os.Getenv("STORY")))
	default:
		if len(os.Args) != 4 || os.Args[1] != "images" {
			fmt.Fprintln(os.Stderr, "builder: images REGISTRY BUSYBOX")
			os.Exit(64)
		}
		if err := pushNodeImages(os.Args[2], os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, "builder:", err)
			os.Exit(70)
		}
	}
}

func pause() {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGINT)
	<-ended
}

// pushNodeImages puts pause, the builder and a base for applications into a registry.
func pushNodeImages(registry, busybox string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	program, err := os.ReadFile(self)
	if err != nil {
		return err
	}
	box, err := os.ReadFile(busybox)
	if err != nil {
		return err
	}
	for _, image := range []struct {
		reference, entrypoint string
		files                 []file
	}{
		{"pause:3.10", "/pause", []file{{"pause", program, ""}}},
		{"library/busybox:1.35", "/bin/sh", toolbox(box)},
		{"kaniko:v1.28.3", "/kaniko/executor", append(toolbox(box), file{"kaniko/executor", program, ""})},
	} {
		if _, err := push(registry+"/"+image.reference, image.entrypoint, image.files); err != nil {
			return fmt.Errorf("%s: %w", image.reference, err)
		}
	}
	return nil
}

// toolbox is busybox under the names that shell scripts call it by.
func toolbox(busybox []byte) []file {
	files := []file{{"bin/busybox", busybox, ""}}
	for _, name := range []string{"sh", "sleep", "wget", "httpd", "cat", "echo", "mkdir", "rm", "touch", "false", "true", "test", "dd", "env"} {
		files = append(files, file{"bin/" + name, nil, "busybox"})
	}
	return files
}
