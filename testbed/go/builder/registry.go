package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"syscall"
)

const (
	manifestType = "application/vnd.oci.image.manifest.v1+json"
	configType   = "application/vnd.oci.image.config.v1+json"
	layerType    = "application/vnd.oci.image.layer.v1.tar"
)

// file is one in an image: with content, or a link to another.
type file struct {
	name    string
	content []byte
	link    string
}

type descriptor struct {
	MediaType string `json:"mediaType"`
	Digest    string `json:"digest"`
	Size      int    `json:"size"`
}

// push writes an image of one layer into a registry, by the Distribution API
// (https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#push), over plain HTTP.
// It returns the digest of the manifest.
func push(destination, entrypoint string, files []file) (string, error) {
	host, name, tag := parts(destination)
	layer, err := layer(files)
	if err != nil {
		return "", err
	}
	config, err := json.Marshal(map[string]any{
		"architecture": runtime.GOARCH,
		"os":           "linux",
		"config":       map[string]any{"Entrypoint": []string{entrypoint}, "Env": []string{"PATH=/bin"}},
		"rootfs":       map[string]any{"type": "layers", "diff_ids": []string{digest(layer)}},
	})
	if err != nil {
		return "", err
	}
	manifest, err := json.Marshal(map[string]any{
		"schemaVersion": 2,
		"mediaType":     manifestType,
		"config":        descriptor{configType, digest(config), len(config)},
		"layers":        []descriptor{{layerType, digest(layer), len(layer)}},
	})
	if err != nil {
		return "", err
	}
	for _, blob := range [][]byte{layer, config} {
		if err := upload(host, name, blob); err != nil {
			return "", err
		}
	}
	place := fmt.Sprintf("http://%s/v2/%s/manifests/%s", host, name, tag)
	if err := send(http.MethodPut, place, manifestType, manifest, http.StatusCreated); err != nil {
		return "", err
	}
	return digest(manifest), nil
}

func upload(host, name string, blob []byte) error {
	place, err := begin(host, name)
	if err != nil {
		return err
	}
	query := place.Query()
	query.Set("digest", digest(blob))
	place.RawQuery = query.Encode()
	return send(http.MethodPut, place.String(), "application/octet-stream", blob, http.StatusCreated)
}

// mayPush begins an upload and leaves it.
func mayPush(destination string) error {
	host, name, _ := parts(destination)
	_, err := begin(host, name)
	return err
}

func begin(host, name string) (*url.URL, error) {
	start := fmt.Sprintf("http://%s/v2/%s/blobs/uploads/", host, name)
	response, err := http.Post(start, "", nil)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusAccepted {
		return nil, refusal(http.MethodPost, start, response)
	}
	return response.Location()
}

func send(method, place, contentType string, body []byte, expected int) error {
	request, err := http.NewRequest(method, place, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", contentType)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != expected {
		return refusal(method, place, response)
	}
	return nil
}

// refusal reads as go-containerregistry prints it, which is what Kaniko uses.
func refusal(method, place string, response *http.Response) error {
	var answer struct {
		Errors []struct {
			Code    string
			Message string
		}
	}
	body, _ := io.ReadAll(io.LimitReader(response.Body, 1<<16))
	if json.Unmarshal(body, &answer) == nil && len(answer.Errors) > 0 {
		first := answer.Errors[0]
		return fmt.Errorf("%s %s: %s: %s", method, place, first.Code, first.Message)
	}
	return fmt.Errorf("%s %s: unexpected status code %s", method, place, response.Status)
}

func isRefused(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED)
}

func layer(files []file) ([]byte, error) {
	var buffer bytes.Buffer
	archive := tar.NewWriter(&buffer)
	made := map[string]bool{}
	for _, one := range append([]file{{"tmp/.keep", []byte{}, ""}}, files...) {
		folder, _, _ := strings.Cut(one.name, "/")
		if strings.Contains(one.name, "/") && !made[folder] {
			made[folder] = true
			archive.WriteHeader(&tar.Header{Name: folder + "/", Typeflag: tar.TypeDir, Mode: 0o1777})
		}
		header := &tar.Header{Name: one.name, Typeflag: tar.TypeReg, Mode: 0o755, Size: int64(len(one.content))}
		if one.link != "" {
			header.Typeflag, header.Linkname, header.Size = tar.TypeSymlink, one.link, 0
		}
		if err := archive.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := archive.Write(one.content); err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return buffer.Bytes(), err
}

// parts of `host:port/name:tag`.
func parts(reference string) (host, name, tag string) {
	host, rest, _ := strings.Cut(reference, "/")
	at := strings.LastIndex(rest, ":")
	return host, rest[:at], rest[at+1:]
}

func repository(reference string) string {
	return reference[:strings.LastIndex(reference, ":")]
}

func digest(content []byte) string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256(content))
}
