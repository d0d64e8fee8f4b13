package io.portcullis.cli;

/** How a command prints: text for people, JSON for programs. */
public enum OutputFormat {
    TEXT,
    JSON
}
